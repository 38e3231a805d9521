using System.Runtime.CompilerServices;

namespace LlmHttpMetrics.Json;

/// <summary>
/// Reads JSON as it arrives, across any split, and reports the values at the paths of a <see cref="FieldMap"/>.
/// It does not validate: values without a mapped path are skipped, and a document that does not follow the grammar is abandoned until
/// the next one begins. Memory does not grow with the body, its nesting or its strings.
/// </summary>
internal sealed unsafe partial class JsonScanner
{
    /// <summary>The maximum length of a short value (model, ID, error code); the rest of a longer value is dropped.</summary>
    public const int MaxValueLength = 512;

    private const int NotSearched = -1;

    private readonly FieldSink _sink;
    private readonly MemberOrder _members = new();
    private readonly ushort[] _stack = new ushort[FieldMap.MaxDepth + 1];
    private FieldMap _map = FieldMap.Empty;
    private ContainerSkipper _skipper;
    private JsonState _state;
    private int _depth;

    /// <summary>The node of the current container.</summary>
    private int _node;

    /// <summary>The state after a value of the current container.</summary>
    private JsonState _afterValue;

    /// <summary>The node of the current or next value.</summary>
    private int _field;

    private bool _stopsAtLineEnd;

    /// <summary>The end of the line, within the current bytes.</summary>
    private int _lineEnd;

    /// <summary>Whether the skipped container is reported to the sink as JSON.</summary>
    private bool _reportsJson;

    /// <param name="sink">Receives the values.</param>
    public JsonScanner(FieldSink sink) => _sink = sink;

    /// <summary>Whether the root value is complete.</summary>
    public bool RootClosed => _state == JsonState.Closed || (_state == JsonState.InLiteral && _depth == 0);

    /// <summary>Whether the input is not JSON.</summary>
    public bool IsLost => _state == JsonState.Invalid;

    /// <summary>Begins a document.</summary>
    /// <param name="map">The mapped paths.</param>
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
        _afterValue = JsonState.Closed;
    }

    /// <summary>Ends the document, whose last value may be a literal without a delimiter.</summary>
    public void End()
    {
        if (_state == JsonState.InLiteral)
        {
            EndLiteral();
        }
    }

    /// <summary>Reads the next bytes of the document, up to the end of the line if <paramref name="stopAtLineEnd"/> is true.</summary>
    /// <returns>The number of bytes read.</returns>
    public int Consume(ReadOnlySpan<byte> bytes, bool stopAtLineEnd)
    {
        _stopsAtLineEnd = stopAtLineEnd;
        _lineEnd = NotSearched;
        fixed (byte* p = bytes)
        {
            return Read(p, bytes.Length);
        }
    }

    private int Read(byte* p, int end)
    {
        var i = 0;
        while (i < end)
        {
            if (_state >= JsonState.InString)
            {
                var (from, state) = (i, _state);
                i = Continue(p, i, end);
                if (i == from && _state == state)
                {
                    break;
                }

                continue;
            }

            i = AfterSpace(p, i, end);
            if (i == end || p[i] <= JsonGrammar.Space)
            {
                break;
            }

            switch (JsonGrammar.Step(_state, p[i]))
            {
                case JsonStep.ReadName: i = ReadMembers(p, i, end); break;
                case JsonStep.ReadColon: _state = JsonState.Value; i++; break;
                case JsonStep.ReadString: i = ReadString(p, i + 1, end); break;
                case JsonStep.ReadLiteral: i = ReadLiteral(p, i, end); break;
                case JsonStep.OpenObject: Open(isArray: false); i++; break;
                case JsonStep.OpenArray: Open(isArray: true); i++; break;
                case JsonStep.Close: Close(); i++; break;
                case JsonStep.NextMember: _state = JsonState.Name; i++; break;
                case JsonStep.NextElement: NextElement(); i++; break;
                default: _state = JsonState.Invalid; break;
            }
        }

        return i;
    }

    /// <summary>Reads members one after another. The next step is known here, so that none is looked up.</summary>
    private int ReadMembers(byte* p, int i, int end)
    {
        while (true)
        {
            i = ReadName(p, i + 1, end);
            if (_state != JsonState.Value)
            {
                return i;
            }

            i = AfterSpace(p, i, end);
            if (i == end)
            {
                return i;
            }

            if (p[i] == '"')
            {
                i = ReadString(p, i + 1, end);
            }
            else if (p[i] > JsonGrammar.Space && JsonGrammar.Step(JsonState.Value, p[i]) == JsonStep.ReadLiteral)
            {
                i = ReadLiteral(p, i, end);
            }
            else
            {
                return i;
            }

            if (_state != JsonState.AfterMember || i == end || p[i] != ',')
            {
                return i;
            }

            _state = JsonState.Name;
            i = AfterSpace(p, i + 1, end);
            if (i == end || p[i] != '"')
            {
                return i;
            }
        }
    }

    /// <summary>The first byte above white space, a line end that ends the document, or <paramref name="end"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int AfterSpace(byte* p, int i, int end) =>
        i == end || p[i] > JsonGrammar.Space ? i : ByteSearch.AfterSpace(p, i, end, _stopsAtLineEnd);

    /// <summary>Continues within a value; returns where the value, or the available input, ends.</summary>
    /// <remarks>Strings and literals detect a line end themselves.</remarks>
    private int Continue(byte* p, int i, int end) => _state switch
    {
        JsonState.InString => ContinueString(p, i, end),
        JsonState.InSkippedString => SkipString(p, i, end),
        JsonState.InLiteral => ContinueLiteral(p, i, end),
        JsonState.InSkippedContainer => SkipContainer(p, i, DocumentEnd(p, i, end)),
        _ => DocumentEnd(p, i, end),
    };

    /// <summary>The end of the document's bytes.</summary>
    private int DocumentEnd(byte* p, int i, int end)
    {
        if (!_stopsAtLineEnd)
        {
            return end;
        }

        if (_lineEnd == NotSearched)
        {
            var length = new ReadOnlySpan<byte>(p + i, end - i).IndexOfAny((byte)'\n', (byte)'\r');
            _lineEnd = length < 0 ? end : i + length;
        }

        return _lineEnd;
    }

    private bool EndsDocument(byte b) => b is (byte)'\n' or (byte)'\r' && _stopsAtLineEnd;

    private void Open(bool isArray)
    {
        ref readonly var opened = ref _map[_field];
        if (opened.Action != FieldAction.None)
        {
            _sink.Enter(opened.Action, opened.Argument, isArray ? ValueKind.Array : ValueKind.Object);
        }

        if (isArray ? opened.Element == FieldMap.Nothing : !opened.HasMembers)
        {
            BeginSkip(opened, isArray);
            return;
        }

        _stack[_depth++] = (ushort)((_node << 1) | (_afterValue == JsonState.AfterElement ? 1 : 0));
        _node = _field;
        _afterValue = isArray ? JsonState.AfterElement : JsonState.AfterMember;
        _state = isArray ? JsonState.FirstElement : JsonState.FirstName;
        _field = opened.Element;
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
        _afterValue = _depth == 0 ? JsonState.Closed : (outer & 1) != 0 ? JsonState.AfterElement : JsonState.AfterMember;
        EndValue();
    }

    private void NextElement()
    {
        _field = _map[_node].Element;
        _state = JsonState.Value;
    }

    private void EndValue() => _state = _afterValue;

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
