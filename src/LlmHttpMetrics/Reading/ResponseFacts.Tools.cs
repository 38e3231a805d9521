using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Reading;

/// <summary>Tool calls, which are distinguished in a stream by choice and index: a new id at the same index is a new call.</summary>
internal sealed partial class ResponseFacts
{
    private const int MaxOpenCalls = 64;

    private readonly (int Key, int Id)[] _openCalls = new (int, int)[MaxOpenCalls];
    private int _openCallCount;
    private int _toolCalls;
    private int _hostedCalls;
    private int _finalToolCalls;
    private int _finalHostedCalls;
    private int _eventToolCalls;
    private int _eventHostedCalls;
    private int _toolIndex;
    private int _toolId;
    private bool _functionCallSeen;
    private bool _toolIsHosted;
    private int _calledId;

    private void BeginTools()
    {
        _openCallCount = _toolCalls = _hostedCalls = _eventToolCalls = _eventHostedCalls = _finalToolCalls = _finalHostedCalls = 0;
        _functionCallSeen = false;
        _calledId = 0;
        BeginItems();
    }

    private void EnterToolCall()
    {
        _toolIndex = -1;
        _toolId = 0;
        _toolIsHosted = false;
    }

    private void SetToolCallIndex(ReadOnlySpan<byte> value)
    {
        if (Number.TryReadFigure(value, out var index))
        {
            _toolIndex = (int)Math.Min(index, int.MaxValue / MaxChoices - 1);
        }
    }

    private void SetToolCallId(ReadOnlySpan<byte> value)
    {
        var hash = new HashCode();
        hash.AddBytes(value);
        _toolId = hash.ToHashCode() | 1;
    }

    private void SetToolCallType(ReadOnlySpan<byte> type) =>
        _toolIsHosted = _format.ItemKinds.TryGet(type, out var kind) && kind == ItemKind.HostedToolCall;

    private void LeaveToolCall()
    {
        _eventHasContent = _eventHasAnswer = true;
        if (_toolIsHosted)
        {
            _hostedCalls++;
            return;
        }

        if (!_streamed || _toolIndex < 0)
        {
            // Without an index (Gemini), a call is complete.
            _toolCalls++;
            return;
        }

        var key = (_toolIndex * MaxChoices) + _choice;
        for (var i = 0; i < _openCallCount; i++)
        {
            if (_openCalls[i].Key == key)
            {
                if (_toolId != 0 && _openCalls[i].Id != 0 && _openCalls[i].Id != _toolId)
                {
                    _toolCalls++;
                }

                _openCalls[i].Id = _toolId != 0 ? _toolId : _openCalls[i].Id;
                return;
            }
        }

        _toolCalls++;
        if (_openCallCount < MaxOpenCalls)
        {
            _openCalls[_openCallCount++] = (key, _toolId);
        }
    }

    private void CountFunctionCall()
    {
        _eventHasContent = _eventHasAnswer = true;
        _toolCalls += _streamed && _functionCallSeen ? 0 : 1;
        _functionCallSeen = true;
    }

    private void SetItemType(byte list, ReadOnlySpan<byte> type) => CountItem(list, KindOf(type));

    /// <summary>The kind of an item of this type: from the table, or else by the suffix of the provider's own tools.</summary>
    private ItemKind KindOf(ReadOnlySpan<byte> type) =>
        _format.ItemKinds.TryGet(type, out var kind) ? kind
        : _format.HostedCallSuffix is { } suffix && type.Length > suffix.Length && type.EndsWith(suffix) ? ItemKind.HostedToolCall
        : ItemKind.None;

    /// <summary>The event's type may come after its item, and shows whether the item is new.</summary>
    private void CountItems()
    {
        if (_eventToolCalls + _eventHostedCalls > 0 && _rule?.Repeats != true)
        {
            _toolCalls += _eventToolCalls;
            _hostedCalls += _eventHostedCalls;
            _eventHasContent = _eventHasAnswer = true;
        }

        _eventToolCalls = _eventHostedCalls = 0;
        CountEventCall();
        BeginItems();
    }

    /// <summary>An event that is part of a call: each id is a call, and events of one call follow each other.</summary>
    private void CountEventCall()
    {
        if (_rule is { Call: not ItemKind.None and var kind })
        {
            _eventHasContent = _eventHasAnswer = true;
            if (_toolId == 0 || _toolId != _calledId)
            {
                _ = kind == ItemKind.ToolCall ? _toolCalls++ : _hostedCalls++;
            }

            _calledId = _toolId;
        }

        _toolId = 0;
    }

    /// <summary>A call was counted as the client's, and its item may still show that the provider runs it.</summary>
    private bool _placeIsOpen;
    private bool? _providerRuns;

    private void BeginItems()
    {
        _placeIsOpen = false;
        _providerRuns = null;
    }

    private void CountItem(byte list, ItemKind kind)
    {
        _placeIsOpen = kind == ItemKind.CallByPlace && _providerRuns is null;
        switch (kind)
        {
            case ItemKind.ToolCall: Count(list, hosted: false, 1); break;
            case ItemKind.HostedToolCall: Count(list, hosted: true, 1); break;
            case ItemKind.CallByPlace: Count(list, hosted: _providerRuns == true, 1); break;
        }

        _providerRuns = null;
    }

    /// <summary>The environment of a call: the provider's container, or the client's own machine.</summary>
    private void SetItemPlace(byte list, ReadOnlySpan<byte> place)
    {
        var providerRuns = !place.SequenceEqual("local"u8);
        _itemPlace = providerRuns;
        if (!_placeIsOpen)
        {
            _providerRuns = providerRuns;
        }
        else if (providerRuns)
        {
            Count(list, hosted: false, -1);
            Count(list, hosted: true, 1);
        }

        _placeIsOpen = false;
    }

    private void Count(byte list, bool hosted, int calls)
    {
        switch (list, hosted)
        {
            case (FieldMarks.FinalItems, false): _finalToolCalls += calls; break;
            case (FieldMarks.FinalItems, true): _finalHostedCalls += calls; break;
            case (_, false): _eventToolCalls += calls; break;
            default: _eventHostedCalls += calls; break;
        }
    }
}
