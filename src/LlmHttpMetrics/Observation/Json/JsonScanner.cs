using System.Runtime.CompilerServices;

namespace LlmHttpMetrics.Observation.Json;

/// <summary>
/// Reads JSON as it arrives, over any split, and reports the values at the paths of a <see cref="FieldMap"/>.
/// It looks for facts and does not validate: what nobody asked for is passed over, and a document that cannot be
/// followed is given up until the next one begins. Memory does not grow with the body, its nesting or its strings.
/// </summary>
internal sealed unsafe partial class JsonScanner(FieldSink sink)
{
    /// <summary>Longest short value (model, id, error code) that is kept; the rest of a longer one is dropped.</summary>
    public const int MaxValueLength = 512;

    private readonly byte[] _value = new byte[MaxValueLength];
    private readonly MemberOrder _members = new();
    private readonly ushort[] _stack = new ushort[FieldMap.MaxDepth + 1];
    private FieldMap _map = FieldMap.Empty;
    private ContainerSkipper _skipper;
    private State _state;
    private int _depth;
    private int _node;
    private bool _inArray;
    private int _field;
    private int _valueLength;

    private enum State : byte
    {
        Value,
        FirstValue,
        Name,
        FirstName,
        Colon,
        AfterValue,
        Text,
        Literal,
        Skip,
        Closed,
        Lost,
    }

    /// <summary>A root value has been read to its end.</summary>
    public bool RootClosed => _state == State.Closed || (_state == State.Literal && _depth == 0);

    /// <summary>What came is no JSON that can be followed.</summary>
    public bool IsLost => _state == State.Lost;

    /// <summary>Something of a document has been read.</summary>
    public bool Started => _state != State.Value || _depth > 0;

    public void Begin(FieldMap map)
    {
        _map = map;
        _members.BeginDocument(map);
        _state = State.Value;
        _depth = 0;
        _node = FieldMap.Nothing;
        _field = FieldMap.Root;
        _inArray = false;
        _escape = Escape.None;
        _highSurrogate = 0;
    }

    /// <summary>Ends the document, whose last value may be a literal that nothing has delimited yet.</summary>
    public void End()
    {
        if (_state == State.Literal)
        {
            FinishLiteral();
        }
    }

    /// <summary>Reads on; returns how many bytes were used, all of them unless a line end stopped it.</summary>
    public int Consume(ReadOnlySpan<byte> bytes, bool stopAtLineEnd)
    {
        fixed (byte* p = bytes)
        {
            return Consume(p, bytes.Length, stopAtLineEnd);
        }
    }

    private int Consume(byte* p, int end, bool lines)
    {
        var i = 0;
        int next;
        byte c;
        switch (_state)
        {
            case State.Value or State.FirstValue: goto Value;
            case State.Name or State.FirstName: goto Name;
            case State.Colon: goto Colon;
            case State.AfterValue: goto AfterValue;
            case State.Text: goto Text;
            case State.Literal: goto Literal;
            case State.Skip: goto Skip;
            default: goto Rest;
        }

    Name:
        if (!SkipSpace(p, ref i, end, lines, out c))
        {
            return i;
        }

        if (c != '"')
        {
            if (c == '}' && _state == State.FirstName)
            {
                i++;
                goto Pop;
            }

            goto Lost;
        }

        i++;
        if (end - i >= MemberNames.Width && _members.TryExpected(p + i, _node, out var length, out _field))
        {
            i += length;
            _state = State.Value;
            goto Value;
        }

        next = ByteSearch.StringEnd(p, i, end);
        if (next < end && p[next] == '"')
        {
            _field = _members.Field(_node, new ReadOnlySpan<byte>(p + i, next - i));
            i = next + 1;
            goto Colon;
        }

        _field = NameOfMember;
        goto BeginText;

    Colon:
        _state = State.Colon;
        if (!SkipSpace(p, ref i, end, lines, out c))
        {
            return i;
        }

        if (c != ':')
        {
            goto Lost;
        }

        i++;
        _state = State.Value;

    Value:
        if (!SkipSpace(p, ref i, end, lines, out c))
        {
            return i;
        }

        if (c == '"')
        {
            i++;
            next = ByteSearch.StringEnd(p, i, end);
            if (next < end && p[next] == '"')
            {
                if (_field != FieldMap.Nothing)
                {
                    Report(new ReadOnlySpan<byte>(p + i, next - i), ValueKind.String);
                }

                i = next + 1;
                goto AfterValue;
            }

            goto BeginText;
        }

        if (c is (byte)'{' or (byte)'[')
        {
            i++;
            ref readonly var node = ref _map[_field];
            var isArray = c == '[';
            if (node.Action != FieldAction.None)
            {
                sink.Enter(node.Action, node.Argument, isArray ? ValueKind.Array : ValueKind.Object);
            }

            if (isArray ? node.Element != FieldMap.Nothing : node.HasMembers)
            {
                _stack[_depth++] = (ushort)((_node << 1) | (_inArray ? 1 : 0));
                _node = _field;
                _inArray = isArray;
                _state = isArray ? State.FirstValue : State.FirstName;
                if (isArray)
                {
                    _field = node.Element;
                    goto Value;
                }

                goto Name;
            }

            _skipper.Begin();
            _state = State.Skip;
            goto Skip;
        }

        if (c == ']' && _state == State.FirstValue)
        {
            i++;
            goto Pop;
        }

        if (c is (byte)',' or (byte)'}' or (byte)']' or (byte)':')
        {
            goto Lost;
        }

        if (_field == FieldMap.Nothing && c is (byte)'n' or (byte)'t' && i + 4 < end)
        {
            i += 4;
            goto AfterValue;
        }

        next = ByteSearch.LiteralEnd(p, i, end);
        if (next < end)
        {
            if (_field != FieldMap.Nothing)
            {
                Report(new ReadOnlySpan<byte>(p + i, next - i), ValueKind.Literal);
            }

            i = next;
            goto AfterValue;
        }

        _valueLength = 0;
        _state = State.Literal;

    Literal:
        next = ByteSearch.LiteralEnd(p, i, end);
        Keep(new ReadOnlySpan<byte>(p + i, next - i));
        i = next;
        if (i == end)
        {
            return i;
        }

        FinishLiteral();
        goto AfterValueChecked;

    AfterValue:
        _state = State.AfterValue;

    AfterValueChecked:
        if (_depth == 0)
        {
            _state = State.Closed;
            goto Rest;
        }

        if (!SkipSpace(p, ref i, end, lines, out c))
        {
            return i;
        }

        i++;
        if (c == ',')
        {
            if (_inArray)
            {
                _field = _map[_node].Element;
                _state = State.Value;
                goto Value;
            }

            _state = State.Name;
            goto Name;
        }

        if (c == (_inArray ? (byte)']' : (byte)'}'))
        {
            goto Pop;
        }

        goto Lost;

    Pop:
        Leave();
        goto AfterValue;

    BeginText:
        BeginText();

    Text:
        i = ContinueText(p, i, end, lines);
        if (_state == State.Text)
        {
            return i;
        }

        if (_state == State.Colon)
        {
            goto Colon;
        }

        goto AfterValue;

    Skip:
        i = _skipper.Skip(p, i, end, lines, out var closed);
        if (!closed)
        {
            return i;
        }

        if (_map[_field].Action != FieldAction.None)
        {
            sink.Leave(_map[_field].Action, _map[_field].Argument);
        }

        goto AfterValue;

    Lost:
        _state = State.Lost;

    Rest:
        if (!lines)
        {
            return end;
        }

        next = new ReadOnlySpan<byte>(p + i, end - i).IndexOfAny((byte)'\n', (byte)'\r');
        return next < 0 ? end : i + next;
    }

    /// <summary>False at the end of what there is, or at a line end where those stop the scan.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool SkipSpace(byte* p, ref int i, int end, bool lines, out byte c)
    {
        if (i < end)
        {
            c = p[i];
            if (c > 0x20)
            {
                return true;
            }

            return SkipSpaceSlowly(p, ref i, end, lines, out c);
        }

        c = 0;
        return false;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool SkipSpaceSlowly(byte* p, ref int i, int end, bool lines, out byte c)
    {
        if (lines)
        {
            while (i < end && p[i] <= 0x20 && p[i] is not ((byte)'\n' or (byte)'\r'))
            {
                i++;
            }
        }
        else
        {
            i = ByteSearch.AfterSpace(p, i, end);
        }

        c = i < end ? p[i] : (byte)0;
        return c > 0x20;
    }

    private void Leave()
    {
        ref readonly var node = ref _map[_node];
        if (node.Action != FieldAction.None)
        {
            sink.Leave(node.Action, node.Argument);
        }

        var saved = _stack[--_depth];
        _node = saved >> 1;
        _inArray = (saved & 1) != 0;
    }

    private void FinishLiteral()
    {
        Report(_value.AsSpan(0, _valueLength), ValueKind.Literal);
        _state = _depth == 0 ? State.Closed : State.AfterValue;
    }

    private void Report(ReadOnlySpan<byte> value, ValueKind kind)
    {
        ref readonly var node = ref _map[_field];
        if (kind == ValueKind.String && IsText(node.Action))
        {
            sink.Text(node.Action, node.Argument, value);
        }
        else if (node.Action != FieldAction.None)
        {
            sink.Scalar(node.Action, node.Argument, kind, value.Length > MaxValueLength ? value[..MaxValueLength] : value);
        }
    }

    private void Keep(ReadOnlySpan<byte> piece)
    {
        var room = Math.Min(piece.Length, MaxValueLength - _valueLength);
        piece[..room].CopyTo(_value.AsSpan(_valueLength));
        _valueLength += room;
    }
}
