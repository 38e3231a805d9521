using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Reading;

/// <summary>
/// Calls of the provider's own tools, by kind: from the items of the answer, and from the usage if it counts them. The calls in the usage are
/// those that are charged: a failed search is an item, but costs nothing.
/// </summary>
internal sealed class HostedTools(AnswerEvent current, ChoiceCursor choice, ToolCalls tools)
{
    /// <summary>Created for the first answer with such a call, and reused: most answers have none.</summary>
    private HostedToolCounts? _toolCounts;
    private WireFormat _format = null!;
    private bool _streamed;
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
    public bool IsAny => _toolsSeen || _hostedTotal > 0 || tools.OfProvider > 0;

    /// <summary>The billed calls by kind; null if no tool was run. Valid until the next answer.</summary>
    public HostedToolUse? BilledCalls
    {
        get
        {
            if (!IsAny)
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

    /// <summary>Calls that the provider ran itself.</summary>
    public int Count => IsAny ? (int)Math.Min(AllCalls, int.MaxValue) : 0;

    private HostedToolCounts Calls => _toolCounts ??= new HostedToolCounts();

    /// <summary>Calls whose tool is known.</summary>
    private long KnownCalls
    {
        get
        {
            long known = 0;
            for (var tool = HostedTool.None + 1; IsAny && tool < HostedTool.Count; tool++)
            {
                known += CallsOf(tool);
            }

            return known;
        }
    }

    /// <summary>Calls whose tool the answer does not show.</summary>
    private long UnknownCalls => Math.Max(0, AllCalls - KnownCalls);

    /// <summary>All calls, however the answer reports them.</summary>
    private long AllCalls => tools.OfProvider > 0 ? tools.OfProvider : Math.Max(KnownCalls, _hostedTotal);

    /// <summary>The calls by kind, as an event has them: their sum is <see cref="Count"/>.</summary>
    public IReadOnlyDictionary<string, long>? ByKind()
    {
        if (Count == 0)
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

    public void Begin(WireFormat format, bool streamed)
    {
        _format = format;
        _streamed = streamed;
        if (_toolsSeen || _eventToolsSeen)
        {
            Calls.Clear();
        }

        _countedSeen = _queryCount = 0;
        _hostedTotal = 0;
        _toolsSeen = _eventToolsSeen = _isPreviewSearch = false;
        _searchContext = SearchContext.Unknown;
        BeginItem();
    }

    public void BeginItem()
    {
        _itemTool = HostedTool.None;
        _itemIsHosted = _itemIsByPlace = _itemIsTyped = _itemOpensPage = false;
        _itemPlace = null;
        _itemAmount = -1;
    }

    /// <summary>The type of an item: whether the provider ran it, and mostly which tool.</summary>
    public void SetType(ReadOnlySpan<byte> type)
    {
        var kind = _format.ItemKindOf(type);
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
    public void SetName(ReadOnlySpan<byte> name)
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
    public void SetAction(ReadOnlySpan<byte> action) =>
        _itemOpensPage = action.StartsWith("open"u8) || action.StartsWith("find"u8);

    public void LeaveItem(byte list)
    {
        if (list == FieldMarks.CountedTools)
        {
            if (_itemTool != HostedTool.None && _itemAmount >= 0)
            {
                SetCounted(_itemTool, _itemAmount);
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

        BeginItem();
    }

    private void AddExecuted()
    {
        var tool = _itemTool == HostedTool.None ? HostedTool.Other : _itemTool;
        if (_itemAmount < 0 || IsNew(HashCode.Combine(tool, choice.Index, _itemAmount)))
        {
            Add((byte)tool);
        }
    }

    /// <summary>The event's type may come after its item, and shows whether the item was already counted.</summary>
    public void CountItems()
    {
        if (!_eventToolsSeen)
        {
            return;
        }

        var into = current.Repeats ? Calls.Done : Calls.Started;
        for (var i = 0; i < HostedToolCounts.Tools; i++)
        {
            into[i] += Calls.OfEvent[i];
        }

        Array.Clear(Calls.OfEvent);
        _eventToolsSeen = false;
        _toolsSeen = true;
    }

    /// <summary>Whether the provider ran the item, by the environment of the call.</summary>
    public void SetPlace(bool providerRuns) => _itemPlace = providerRuns;

    public void SetAmount(ReadOnlySpan<byte> value)
    {
        if (Number.TryReadFigure(value, out var amount))
        {
            _itemAmount = amount;
        }
    }

    /// <summary>A zero after a figure does not replace it.</summary>
    private void SetCounted(HostedTool tool, long calls)
    {
        var isSeen = (_countedSeen >> (int)tool & 1) != 0;
        if (calls > 0 || !isSeen)
        {
            Calls.Counted[(int)tool] = calls;
            _countedSeen |= 1 << (int)tool;
            _toolsSeen |= calls > 0;
        }
    }

    public void SetCounted(byte tool, ReadOnlySpan<byte> value)
    {
        if (Number.TryReadFigure(value, out var calls))
        {
            SetCounted((HostedTool)tool, calls);
        }
    }

    public void SetTotal(ReadOnlySpan<byte> value)
    {
        if (Number.TryReadFigure(value, out var calls))
        {
            _hostedTotal = Math.Max(_hostedTotal, calls);
        }
    }

    /// <summary>One search by its query, which a stream may repeat; empty ones are not charged.</summary>
    public void AddQuery(byte tool, ReadOnlySpan<byte> words)
    {
        var hash = new HashCode();
        hash.Add(tool);
        hash.AddBytes(words);
        if (IsNew(hash.ToHashCode()))
        {
            Add(tool);
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
    public void Add(byte tool)
    {
        Calls.Shown[tool]++;
        _toolsSeen = true;
    }

    /// <summary>Something in the answer implies that a tool was run, however often.</summary>
    public void Show(byte tool)
    {
        if (Calls.Shown[tool] == 0)
        {
            Add(tool);
        }
    }

    /// <summary>The size of the search context implies a search, for providers whose every answer searches.</summary>
    public void SetSearchContext(byte shown, ReadOnlySpan<byte> size)
    {
        _searchContext = size.SequenceEqual("low"u8) ? SearchContext.Low
            : size.SequenceEqual("medium"u8) ? SearchContext.Medium
            : size.SequenceEqual("high"u8) ? SearchContext.High
            : _searchContext;
        if ((HostedTool)shown != HostedTool.None)
        {
            Show(shown);
        }
    }

    public void SetDeclared(ReadOnlySpan<byte> type) => _isPreviewSearch |= type.StartsWith("web_search_preview"u8);

    private HostedTool Shown(HostedTool tool) => tool == HostedTool.WebSearch && _isPreviewSearch ? HostedTool.WebSearchPreview : tool;

    /// <summary>The calls that are items of the answer: from the last list, or else completed ones, or else started ones.</summary>
    private int Items(HostedTool tool) =>
        Calls.Final[(int)tool] > 0 ? Calls.Final[(int)tool]
        : Calls.Done[(int)tool] > 0 ? Calls.Done[(int)tool]
        : tools.HasFinalOfProvider || Calls.Done.AsSpan().ContainsAnyExcept(0) ? 0
        : Calls.Started[(int)tool];

    private long Counted(HostedTool tool) => (_countedSeen >> (int)tool & 1) != 0 ? Calls.Counted[(int)tool] : 0;

    /// <summary>Whether an item of the answer shows which tool it was.</summary>
    private bool HasKnownItems =>
        Calls.Started.AsSpan().ContainsAnyExcept(0) || Calls.Done.AsSpan().ContainsAnyExcept(0) || Calls.Final.AsSpan().ContainsAnyExcept(0);

    /// <summary>Calls are items if the answer has any whose tool is known.</summary>
    private long CallsOf(HostedTool tool) =>
        !_toolsSeen ? 0
        : tools.OfProvider > 0 && HasKnownItems ? Items(tool)
        : Counted(tool) > 0 ? Counted(tool)
        : Calls.Shown[(int)tool];

    /// <summary>The calls in the usage, or else those in the answer; a zero is final only at the end of the answer.</summary>
    private long Billed(HostedTool tool)
    {
        if (!_toolsSeen)
        {
            return 0;
        }

        var isNone = (_countedSeen >> (int)tool & 1) != 0 && (!_streamed || current.AnswerHasEnded);
        return Counted(tool) is > 0 and var counted ? counted
            : Calls.Shown[(int)tool] is > 0 and var shown ? shown
            : isNone ? 0
            : Items(tool);
    }
}
