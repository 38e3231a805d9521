using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Reading;

/// <summary>
/// Calls of the provider's own tools, by kind: from the items of the answer, and from the usage if it counts them. The calls in the usage are
/// those that are charged: a failed search is an item, but costs nothing.
/// </summary>
internal sealed partial class ResponseFacts
{
    /// <summary>Created for the first answer with such a call, and reused: most answers have none.</summary>
    private HostedToolCounts? _toolCounts;
    private int _countedSeen;
    private int _queryCount;
    private long _hostedTotal;
    private bool _toolsSeen;
    private bool _eventToolsSeen;
    private bool _isPreviewSearch;
    private SearchContext _searchContext;
    private HostedTool _itemTool;
    private bool _itemIsHosted;
    private bool _itemIsByPlace;
    private bool? _itemPlace;
    private bool _itemIsTyped;
    private bool _itemOpensPage;
    private long _itemAmount;

    /// <summary>Whether the provider ran, or counted, one of its own tools.</summary>
    public bool UsesHostedTools => _toolsSeen || _hostedTotal > 0 || ItemCalls > 0;

    /// <summary>The billed calls by kind; null if no tool was run. Valid until the next answer.</summary>
    public HostedToolUse? BilledTools
    {
        get
        {
            if (!UsesHostedTools)
            {
                return null;
            }

            Calls.Billed.Clear();
            Calls.Billed.Context = _searchContext;
            for (var tool = HostedTool.None + 1; tool < HostedTool.Count; tool++)
            {
                Calls.Billed[Shown(tool)] += Billed(tool);
            }

            Calls.Billed[HostedTool.Other] += UnknownCalls;
            return Calls.Billed;
        }
    }

    private HostedToolCounts Calls => _toolCounts ??= new HostedToolCounts();

    /// <summary>Calls that are items of the answer.</summary>
    private int ItemCalls => Math.Max(_hostedCalls, _finalHostedCalls);

    /// <summary>Calls whose tool is known.</summary>
    private long KnownCalls
    {
        get
        {
            long known = 0;
            for (var tool = HostedTool.None + 1; UsesHostedTools && tool < HostedTool.Count; tool++)
            {
                known += CallsOf(tool);
            }

            return known;
        }
    }

    /// <summary>Calls whose tool the answer does not show.</summary>
    private long UnknownCalls => Math.Max(0, AllHostedCalls - KnownCalls);

    /// <summary>All calls, however the answer reports them.</summary>
    private long AllHostedCalls => ItemCalls > 0 ? ItemCalls : Math.Max(KnownCalls, _hostedTotal);

    /// <summary>The calls by kind, as an event has them: their sum is <see cref="HostedToolCalls"/>.</summary>
    public IReadOnlyDictionary<string, long>? HostedToolsByKind()
    {
        if (HostedToolCalls == 0)
        {
            return null;
        }

        Dictionary<string, long> calls = [];
        for (var tool = HostedTool.None + 1; tool < HostedTool.Count; tool++)
        {
            if (CallsOf(tool) is > 0 and var count)
            {
                calls[HostedToolNames.Of(Shown(tool))] = count;
            }
        }

        if (UnknownCalls is > 0 and var rest)
        {
            calls[LlmHostedTools.Other] = rest;
        }

        return calls;
    }

    private void BeginHostedTools()
    {
        if (_toolsSeen || _eventToolsSeen)
        {
            Calls.Clear();
        }

        _countedSeen = _queryCount = 0;
        _hostedTotal = 0;
        _toolsSeen = _eventToolsSeen = _isPreviewSearch = false;
        _searchContext = SearchContext.Unknown;
        BeginHostedItem();
    }

    private void BeginHostedItem()
    {
        _itemTool = HostedTool.None;
        _itemIsHosted = _itemIsByPlace = _itemIsTyped = _itemOpensPage = false;
        _itemPlace = null;
        _itemAmount = -1;
    }

    /// <summary>The type of an item: whether the provider ran it, and mostly which tool.</summary>
    private void SetHostedType(ReadOnlySpan<byte> type)
    {
        var kind = KindOf(type);
        _itemIsHosted = kind == ItemKind.HostedToolCall;
        _itemIsByPlace = kind == ItemKind.CallByPlace;
        if (_format.HostedTools.TryGet(type, out var tool))
        {
            _itemTool = tool;
            _itemIsTyped = true;
        }
    }

    /// <summary>Whether the provider ran the item: by its type, or by its environment if that decides.</summary>
    private bool IsHosted => (_itemIsByPlace ? _itemPlace : null) ?? _itemIsHosted;

    /// <summary>The name decides if the type only shows that the provider ran it.</summary>
    private void SetHostedName(ReadOnlySpan<byte> name)
    {
        if (!_itemIsTyped && _format.HostedTools.TryGet(name, out var tool))
        {
            _itemTool = tool;
        }
    }

    /// <summary>
    /// "search" is a search and is charged; "open_page" and "find_in_page" read what was found:
    /// https://platform.openai.com/docs/guides/tools-web-search#output-and-citations.
    /// </summary>
    private void SetHostedAction(ReadOnlySpan<byte> action) =>
        _itemOpensPage = action.StartsWith("open"u8) || action.StartsWith("find"u8);

    private void LeaveHostedItem(byte list)
    {
        if (list == FieldMarks.CountedTools)
        {
            if (_itemTool != HostedTool.None && _itemAmount >= 0)
            {
                SetCountedTool(_itemTool, _itemAmount);
            }
        }
        else if (list == FieldMarks.ExecutedTools)
        {
            AddExecuted();
        }
        else if (_itemTool != HostedTool.None && IsHosted)
        {
            var tool = _itemOpensPage && _itemTool == HostedTool.WebSearch ? HostedTool.WebFetch : _itemTool;
            if (list == FieldMarks.FinalItems)
            {
                Calls.Final[(int)tool]++;
                _toolsSeen = true;
            }
            else
            {
                Calls.OfEvent[(int)tool]++;
                _eventToolsSeen = true;
            }
        }

        BeginHostedItem();
    }

    private void AddExecuted()
    {
        var tool = _itemTool == HostedTool.None ? HostedTool.Other : _itemTool;
        if (_itemAmount < 0 || IsNew(HashCode.Combine(tool, _choice, _itemAmount)))
        {
            AddCall(tool);
        }
    }

    /// <summary>The event's type may come after its item, and shows whether the item was already counted.</summary>
    private void CountHostedItems()
    {
        if (!_eventToolsSeen)
        {
            return;
        }

        var into = _rule?.Repeats == true ? Calls.Done : Calls.Started;
        for (var i = 0; i < HostedToolCounts.Tools; i++)
        {
            into[i] += Calls.OfEvent[i];
        }

        Array.Clear(Calls.OfEvent);
        _eventToolsSeen = false;
        _toolsSeen = true;
    }

    private void SetHostedAmount(ReadOnlySpan<byte> value)
    {
        if (Number.TryReadFigure(value, out var amount))
        {
            _itemAmount = amount;
        }
    }

    /// <summary>A zero after a figure does not replace it.</summary>
    private void SetCountedTool(HostedTool tool, long calls)
    {
        var isSeen = (_countedSeen >> (int)tool & 1) != 0;
        if (calls > 0 || !isSeen)
        {
            Calls.Counted[(int)tool] = calls;
            _countedSeen |= 1 << (int)tool;
            _toolsSeen |= calls > 0;
        }
    }

    private void SetCountedTool(byte tool, ReadOnlySpan<byte> value)
    {
        if (Number.TryReadFigure(value, out var calls))
        {
            SetCountedTool((HostedTool)tool, calls);
        }
    }

    private void SetHostedTotal(ReadOnlySpan<byte> value)
    {
        if (Number.TryReadFigure(value, out var calls))
        {
            _hostedTotal = Math.Max(_hostedTotal, calls);
        }
    }

    /// <summary>One search by its query, which a stream may repeat; empty ones are not charged.</summary>
    private void AddQuery(byte tool, ReadOnlySpan<byte> words)
    {
        var hash = new HashCode();
        hash.Add(tool);
        hash.AddBytes(words);
        if (IsNew(hash.ToHashCode()))
        {
            AddCall((HostedTool)tool);
        }
    }

    private bool IsNew(int key)
    {
        if (Calls.Queries.AsSpan(0, _queryCount).Contains(key))
        {
            return false;
        }

        if (_queryCount < HostedToolCounts.MaxQueries)
        {
            Calls.Queries[_queryCount++] = key;
        }

        return true;
    }

    /// <summary>Something in the answer implies a call.</summary>
    private void AddCall(HostedTool tool)
    {
        Calls.Shown[(int)tool]++;
        _toolsSeen = true;
    }

    /// <summary>Something in the answer implies that a tool was run, however often.</summary>
    private void ShowTool(HostedTool tool)
    {
        if (Calls.Shown[(int)tool] == 0)
        {
            AddCall(tool);
        }
    }

    /// <summary>The size of the search context implies a search, for providers whose every answer searches.</summary>
    private void SetSearchContext(HostedTool shown, ReadOnlySpan<byte> size)
    {
        _searchContext = size.SequenceEqual("low"u8) ? SearchContext.Low
            : size.SequenceEqual("medium"u8) ? SearchContext.Medium
            : size.SequenceEqual("high"u8) ? SearchContext.High
            : _searchContext;
        if (shown != HostedTool.None)
        {
            ShowTool(shown);
        }
    }

    private void SetDeclaredTool(ReadOnlySpan<byte> type) => _isPreviewSearch |= type.StartsWith("web_search_preview"u8);

    private HostedTool Shown(HostedTool tool) => tool == HostedTool.WebSearch && _isPreviewSearch ? HostedTool.WebSearchPreview : tool;

    /// <summary>The calls that are items of the answer: from the last list, or else completed ones, or else started ones.</summary>
    private int Items(HostedTool tool) =>
        Calls.Final[(int)tool] > 0 ? Calls.Final[(int)tool]
        : Calls.Done[(int)tool] > 0 ? Calls.Done[(int)tool]
        : _finalHostedCalls > 0 || Calls.Done.AsSpan().ContainsAnyExcept(0) ? 0
        : Calls.Started[(int)tool];

    private long Counted(HostedTool tool) => (_countedSeen >> (int)tool & 1) != 0 ? Calls.Counted[(int)tool] : 0;

    /// <summary>Whether an item of the answer shows which tool it was.</summary>
    private bool HasKnownItems =>
        Calls.Started.AsSpan().ContainsAnyExcept(0) || Calls.Done.AsSpan().ContainsAnyExcept(0) || Calls.Final.AsSpan().ContainsAnyExcept(0);

    /// <summary>Calls are items if the answer has any whose tool is known.</summary>
    private long CallsOf(HostedTool tool) =>
        !_toolsSeen ? 0
        : ItemCalls > 0 && HasKnownItems ? Items(tool)
        : Counted(tool) > 0 ? Counted(tool)
        : Calls.Shown[(int)tool];

    /// <summary>The calls in the usage, or else those in the answer; a zero is final only at the end of the answer.</summary>
    private long Billed(HostedTool tool)
    {
        if (!_toolsSeen)
        {
            return 0;
        }

        var isNone = (_countedSeen >> (int)tool & 1) != 0 && (!_streamed || EndEventSeen);
        return Counted(tool) is > 0 and var counted ? counted
            : Calls.Shown[(int)tool] is > 0 and var shown ? shown
            : isNone ? 0
            : Items(tool);
    }
}
