namespace LlmHttpMetrics.Observation.Json;

/// <summary>
/// Reads JSON as it arrives, over any split, and reports the values at the paths of a <see cref="FieldMap"/>.
/// It does not validate: what no path leads to is skipped, and a document that does not follow the grammar is given up until
/// the next one begins. Memory does not grow with the body, its nesting or its strings.
/// </summary>
internal sealed unsafe partial class JsonScanner
{
    /// <summary>Longest short value (model, id, error code) that is kept; the rest of a longer one is dropped.</summary>
    public const int MaxValueLength = 512;

    private readonly FieldSink _sink;
    private readonly MemberOrder _members = new();
    private readonly ushort[] _stack = new ushort[FieldMap.MaxDepth + 1];
    private FieldMap _map = FieldMap.Empty;
    private ContainerSkipper _skipper;
    private JsonState _state;
    private int _depth;

    /// <summary>The node of the container that is open.</summary>
    private int _node;
    private bool _inArray;

    /// <summary>The node of the value that is read or comes next.</summary>
    private int _field;

    /// <summary>The sink takes the container that is skipped as the JSON that it is.</summary>
    private bool _reportsJson;

    /// <param name="sink">Receives what is found.</param>
    public JsonScanner(FieldSink sink) => _sink = sink;

    /// <summary>The root value has been read to its end.</summary>
    public bool RootClosed => _state == JsonState.Closed || (_state == JsonState.InLiteral && _depth == 0);

    /// <summary>What came is not JSON.</summary>
    public bool IsLost => _state == JsonState.Invalid;

    /// <summary>Begins a document.</summary>
    /// <param name="map">What its fields mean.</param>
    public void Begin(FieldMap map)
    {
        if (!ReferenceEquals(map, _map))
        {
            _map = map;
            _members.Clear();
        }

        _members.Begin();
        _state = JsonState.Value;
        _depth = 0;
        _node = FieldMap.Nothing;
        _field = FieldMap.Root;
        _inArray = false;
    }

    /// <summary>Ends the document, whose last value may be a literal that nothing has delimited yet.</summary>
    public void End()
    {
        if (_state == JsonState.InLiteral)
        {
            EndLiteral();
        }
    }

    /// <summary>Reads the next bytes of the document, up to the end of their line where <paramref name="stopAtLineEnd"/> says so.</summary>
    /// <returns>How many bytes that is.</returns>
    public int Consume(ReadOnlySpan<byte> bytes, bool stopAtLineEnd)
    {
        var lineEnd = stopAtLineEnd ? bytes.IndexOfAny((byte)'\n', (byte)'\r') : -1;
        var end = lineEnd < 0 ? bytes.Length : lineEnd;
        fixed (byte* p = bytes)
        {
            Read(p, end, bytes.Length);
        }

        return end;
    }

    /// <param name="p">The bytes.</param>
    /// <param name="end">Where those of the document end.</param>
    /// <param name="readable">Where all end. A name or value is looked for up to here: a line end, which is no part of either, ends the search.</param>
    private void Read(byte* p, int end, int readable)
    {
        var i = _state < JsonState.InString ? 0 : ContinueValue(p, end);
        while (i < end && _state < JsonState.InString)
        {
            var c = p[i];
            if (c <= JsonGrammar.Space)
            {
                i = ByteSearch.AfterSpace(p, i + 1, end);
                continue;
            }

            switch (JsonGrammar.Step(_state, c))
            {
                case JsonStep.ReadName: i = ReadName(p, i + 1, end, readable); break;
                case JsonStep.ReadColon: _state = JsonState.Value; i++; break;
                case JsonStep.ReadString: i = ReadString(p, i + 1, end, readable); break;
                case JsonStep.ReadLiteral: i = ReadLiteral(p, i, readable); break;
                case JsonStep.OpenObject: i = Open(p, i + 1, end, isArray: false); break;
                case JsonStep.OpenArray: i = Open(p, i + 1, end, isArray: true); break;
                case JsonStep.Close: Close(); i++; break;
                case JsonStep.NextMember: _state = JsonState.Name; i++; break;
                case JsonStep.NextElement: NextElement(); i++; break;
                default: _state = JsonState.Invalid; break;
            }
        }
    }

    /// <summary>Goes on with what the bytes before have cut; returns where it ends.</summary>
    private int ContinueValue(byte* p, int end) => _state switch
    {
        JsonState.InString => ContinueString(p, 0, end),
        JsonState.InSkippedString => SkipString(p, 0, end),
        JsonState.InLiteral => ContinueLiteral(p, 0, end),
        JsonState.InSkippedContainer => SkipContainer(p, 0, end),
        _ => end,
    };

    private int Open(byte* p, int i, int end, bool isArray)
    {
        ref readonly var opened = ref _map[_field];
        if (opened.Action != FieldAction.None)
        {
            _sink.Enter(opened.Action, opened.Argument, isArray ? ValueKind.Array : ValueKind.Object);
        }

        if (isArray ? opened.Element == FieldMap.Nothing : !opened.HasMembers)
        {
            BeginSkip(opened, isArray);
            return SkipContainer(p, i, end);
        }

        _stack[_depth++] = (ushort)((_node << 1) | (_inArray ? 1 : 0));
        _node = _field;
        _inArray = isArray;
        _state = isArray ? JsonState.FirstElement : JsonState.FirstName;
        _field = opened.Element;
        return i;
    }

    private void Close()
    {
        ref readonly var closed = ref _map[_node];
        if (closed.Action != FieldAction.None)
        {
            _sink.Leave(closed.Action, closed.Argument);
        }

        var outer = _stack[--_depth];
        _node = outer >> 1;
        _inArray = (outer & 1) != 0;
        EndValue();
    }

    private void NextElement()
    {
        _field = _map[_node].Element;
        _state = JsonState.Value;
    }

    private void EndValue() => _state = _depth == 0 ? JsonState.Closed : _inArray ? JsonState.AfterElement : JsonState.AfterMember;

    private void BeginSkip(in FieldMap.Node container, bool isArray)
    {
        _skipper.Begin();
        _state = JsonState.InSkippedContainer;
        _reportsJson = container.Action == FieldAction.Json && _sink.TakesParts;
        if (_reportsJson)
        {
            _sink.Text(container.Action, container.Argument, isArray ? "["u8 : "{"u8);
        }
    }

    private int SkipContainer(byte* p, int i, int end)
    {
        var next = _skipper.Skip(p, i, end, out var closed);
        ref readonly var skipped = ref _map[_field];
        if (_reportsJson)
        {
            _sink.Text(skipped.Action, skipped.Argument, new ReadOnlySpan<byte>(p + i, next - i));
        }

        if (closed)
        {
            EndSkip(skipped);
        }

        return next;
    }

    private void EndSkip(in FieldMap.Node container)
    {
        if (_reportsJson)
        {
            _sink.TextEnd();
        }

        if (container.Action != FieldAction.None)
        {
            _sink.Leave(container.Action, container.Argument);
        }

        EndValue();
    }
}
