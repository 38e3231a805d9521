using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Reading;

/// <summary>
/// The tool calls of an answer, those of the client and those that the provider runs. In a stream they are distinguished by choice and index: a
/// new id at the same index is a new call.
/// </summary>
internal sealed class ToolCalls(AnswerEvent current, ChoiceCursor choice)
{
    private const int MaxOpenCalls = 64;

    private readonly (int Key, int Id)[] _openCalls = new (int, int)[MaxOpenCalls];
    private WireFormat _format = null!;
    private bool _streamed;
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

    /// <summary>A call was counted as the client's, and its item may still show that the provider runs it.</summary>
    private bool _placeIsOpen;
    private bool? _providerRuns;

    /// <summary>Calls that the client has to run.</summary>
    public int OfClient => Math.Max(_toolCalls, _finalToolCalls);

    /// <summary>Calls that the provider ran itself, as far as they are items of the answer.</summary>
    public int OfProvider => Math.Max(_hostedCalls, _finalHostedCalls);

    /// <summary>The list at the end of the stream has calls that the provider ran.</summary>
    public bool HasFinalOfProvider => _finalHostedCalls > 0;

    public void Begin(WireFormat format, bool streamed)
    {
        _format = format;
        _streamed = streamed;
        _openCallCount = _toolCalls = _hostedCalls = _eventToolCalls = _eventHostedCalls = _finalToolCalls = _finalHostedCalls = 0;
        _functionCallSeen = false;
        _calledId = 0;
        BeginItems();
    }

    public void Enter()
    {
        _toolIndex = -1;
        _toolId = 0;
        _toolIsHosted = false;
    }

    public void SetIndex(ReadOnlySpan<byte> value)
    {
        if (Number.TryReadFigure(value, out var index))
        {
            _toolIndex = (int)Math.Min(index, int.MaxValue / ChoiceCursor.MaxChoices - 1);
        }
    }

    public void SetId(ReadOnlySpan<byte> value)
    {
        var hash = new HashCode();
        hash.AddBytes(value);
        _toolId = hash.ToHashCode() | 1;
    }

    public void SetType(ReadOnlySpan<byte> type) =>
        _toolIsHosted = _format.ItemKinds.TryGet(type, out var kind) && kind == ItemKind.HostedToolCall;

    public void Leave()
    {
        current.AddContent(isAnswer: true);
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

        var key = (_toolIndex * ChoiceCursor.MaxChoices) + choice.Index;
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

    public void CountFunctionCall()
    {
        current.AddContent(isAnswer: true);
        _toolCalls += _streamed && _functionCallSeen ? 0 : 1;
        _functionCallSeen = true;
    }

    public void SetItemType(byte list, ReadOnlySpan<byte> type) => CountItem(list, _format.ItemKindOf(type));

    /// <summary>The event's type may come after its item, and shows whether the item is new.</summary>
    public void CountItems()
    {
        if (_eventToolCalls + _eventHostedCalls > 0 && !current.Repeats)
        {
            _toolCalls += _eventToolCalls;
            _hostedCalls += _eventHostedCalls;
            current.AddContent(isAnswer: true);
        }

        _eventToolCalls = _eventHostedCalls = 0;
        CountEventCall();
        BeginItems();
    }

    /// <summary>An event that is part of a call: each id is a call, and events of one call follow each other.</summary>
    private void CountEventCall()
    {
        if (current.Call is not ItemKind.None and var kind)
        {
            current.AddContent(isAnswer: true);
            if (_toolId == 0 || _toolId != _calledId)
            {
                _ = kind == ItemKind.ToolCall ? _toolCalls++ : _hostedCalls++;
            }

            _calledId = _toolId;
        }

        _toolId = 0;
    }

    /// <summary>A call of the provider's or the client's that is not part of a list, by its name.</summary>
    public void CountNamed() => _eventToolCalls++;

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
    public void SetItemPlace(byte list, bool providerRuns)
    {
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
