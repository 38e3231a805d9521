namespace LlmHttpMetrics.Json;

/// <summary>Where documents begin and end.</summary>
internal sealed unsafe partial class JsonScanner
{
    /// <summary>A root value has been read to its end.</summary>
    public bool RootClosed => _state == State.Closed || (_state == State.Literal && _depth == 0);

    /// <summary>What came is no JSON that can be followed.</summary>
    public bool IsLost => _state == State.Lost;

    /// <summary>Something of a document has been read.</summary>
    public bool Started => _state != State.Value || _depth > 0;

    public void Begin(FieldMap map)
    {
        if (!ReferenceEquals(map, _map))
        {
            _map = map;
            _members.Use(map);
        }

        _members.BeginDocument();
        (_repeats, _followed) = (_followed, false);
        _state = State.Value;
        _depth = 0;
        _node = FieldMap.Nothing;
        _field = FieldMap.Root;
        _inArray = false;
        _escape = Escape.None;
        _highSurrogate = 0;
        _handsOn = false;
    }

    /// <summary>Begins the first of many documents of one kind.</summary>
    public void BeginStream(FieldMap map)
    {
        _learned = _ofEvents;
        _learned.Shape.BeginStream();
        _followed = false;
        Begin(map);
    }

    /// <summary>Begins a whole body, which may be like those before it.</summary>
    public void BeginBody(FieldMap map)
    {
        _learned = _ofBodies ??= new LearnedShape(_facts, isOfBodies: true);
        _followed = false;
        Begin(map);
    }

    /// <summary>Ends the document, whose last value may be a literal that nothing has delimited yet.</summary>
    public void End()
    {
        if (_state == State.Shaped)
        {
            LeaveShape();
        }

        if (_state == State.Literal)
        {
            FinishLiteral();
        }
    }
}
