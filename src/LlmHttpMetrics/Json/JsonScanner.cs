namespace LlmHttpMetrics.Json;

/// <summary>
/// Reads JSON as it arrives, over any split, and reports the values at the paths of a <see cref="FieldMap"/>.
/// It looks for facts and does not validate: what nobody asked for is passed over, and a document that cannot be
/// followed is given up until the next one begins. Memory does not grow with the body, its nesting or its strings.
/// </summary>
internal sealed unsafe partial class JsonScanner
{
    /// <summary>Longest short value (model, id, error code) that is kept; the rest of a longer one is dropped.</summary>
    public const int MaxValueLength = 512;

    /// <summary>Text that is gathered between its escapes, so that a listing with one at each line end costs a call now and then.</summary>
    private const int MaxGathered = 2048;

    /// <summary>Text without escapes of this length costs less to hand on than to gather.</summary>
    private const int LongPiece = 128;

    /// <summary>White space and control characters go up to here.</summary>
    private const byte Space = 0x20;

    private readonly FieldSink _facts;
    private readonly byte[] _value = new byte[MaxGathered];
    private readonly MemberOrder _members = new();
    private readonly ushort[] _stack = new ushort[FieldMap.MaxDepth + 1];
    private FieldSink _sink;
    private FieldMap _map = FieldMap.Empty;
    private ContainerSkipper _skipper;
    private State _state;
    private int _depth;
    private int _node;
    private bool _inArray;
    private int _field;
    private int _valueLength;

    /// <summary>What is skipped is handed on as it is.</summary>
    private bool _handsOn;

    /// <param name="facts">Who gets what is found.</param>
    public JsonScanner(FieldSink facts)
    {
        _facts = _sink = facts;
        _ofEvents = _learned = new LearnedShape(facts, isOfBodies: false);
    }

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

        /// <summary>Within a part of the shape.</summary>
        Shaped,
    }

    /// <summary>Reads on; returns how many bytes were used, all of them unless a line end stopped it.</summary>
    public int Consume(ReadOnlySpan<byte> bytes, bool stopAtLineEnd)
    {
        fixed (byte* p = bytes)
        {
            return Consume(p, bytes.Length, stopAtLineEnd);
        }
    }

    /// <summary>
    /// One loop, whose parts are the states; a state is stored where reading may stop, and read again only when it goes on.
    /// The position never has its address taken: it then stays in a register, and each step waits for the one before.
    /// </summary>
    private int Consume(byte* p, int end, bool lines)
    {
        var i = _state == State.Shaped ? FollowShape(new ReadOnlySpan<byte>(p, end)) : 0;
        int next;
        byte c;
        var field = _field;
        var node = _node;
        var inArray = _inArray;
        switch (_state)
        {
            case State.Value or State.FirstValue: goto Value;
            case State.Name or State.FirstName: goto Name;
            case State.Colon: goto Colon;
            case State.AfterValue: goto Next;
            case State.Text: goto Text;
            case State.Literal: goto Literal;
            case State.Skip: goto Skip;
            default: goto Rest;
        }

    Name:
        if (i >= end)
        {
            return i;
        }

        c = p[i];
        if (c <= Space)
        {
            i = AfterSpace(p, i, end, lines);
            if (i >= end || (c = p[i]) <= Space)
            {
                return i;
            }
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
        if (end - i >= MemberNames.Width)
        {
            if (_members.TryExpected(p + i, node, out var length, out field))
            {
                i += length;
                _field = field;
                _state = State.Value;
                goto Value;
            }

            if (_members.TryKnown(p + i, node, out length, out field))
            {
                i += length;
                _field = field;
                goto Colon;
            }
        }

        next = ByteSearch.StringEnd(p, i, end);
        if (next < end && p[next] == '"')
        {
            _field = field = _members.Field(node, new ReadOnlySpan<byte>(p + i, next - i));
            i = next + 1;
            goto Colon;
        }

        _field = NameOfMember;
        BeginText();
        goto Text;

    Colon:
        _state = State.Colon;
        if (i >= end)
        {
            return i;
        }

        c = p[i];
        if (c <= Space)
        {
            i = AfterSpace(p, i, end, lines);
            if (i >= end || (c = p[i]) <= Space)
            {
                return i;
            }
        }

        if (c != ':')
        {
            goto Lost;
        }

        i++;
        _state = State.Value;

    Value:
        if (i >= end)
        {
            return i;
        }

        c = p[i];
        if (c <= Space)
        {
            if (c == ' ' && i + 1 < end && p[i + 1] > Space)
            {
                c = p[++i];
            }
            else
            {
                i = AfterSpace(p, i, end, lines);
                if (i >= end || (c = p[i]) <= Space)
                {
                    return i;
                }
            }
        }

        if (c == '"')
        {
            i++;
            next = ByteSearch.StringEnd(p, i, end);
            if (next < end && p[next] == '"')
            {
                if (field != FieldMap.Nothing)
                {
                    Report(new ReadOnlySpan<byte>(p + i, next - i), ValueKind.String);
                }

                i = next + 1;
                goto AfterValue;
            }

            BeginText();
            goto Text;
        }

        if (c is (byte)'{' or (byte)'[')
        {
            i++;
            if (!Enter(isArray: c == '['))
            {
                goto Skip;
            }

            field = _field;
            node = _node;
            inArray = _inArray;
            if (inArray)
            {
                goto Value;
            }

            goto Name;
        }

        if (c == ']' && _state == State.FirstValue)
        {
            i++;
            goto Pop;
        }

        if (field == FieldMap.Nothing && (c == 'n' || c == 't') && i + 4 < end && IsWord(p + i))
        {
            i += 4;
            goto AfterValue;
        }

        next = ByteSearch.LiteralEnd(p, i, end);
        if (next == i)
        {
            goto Lost;
        }

        if (next < end)
        {
            if (field != FieldMap.Nothing)
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

    AfterValue:
        _state = State.AfterValue;
        if (_depth == 0)
        {
            _state = State.Closed;
            goto Rest;
        }

    Next:
        if (i >= end)
        {
            return i;
        }

        c = p[i];
        if (c <= Space)
        {
            i = AfterSpace(p, i, end, lines);
            if (i >= end || (c = p[i]) <= Space)
            {
                return i;
            }
        }

        i++;
        if (c == ',')
        {
            if (inArray)
            {
                _field = field = _map[node].Element;
                _state = State.Value;
                goto Value;
            }

            _state = State.Name;
            goto Name;
        }

        if (c != (inArray ? (byte)']' : (byte)'}'))
        {
            goto Lost;
        }

    Pop:
        Leave();
        node = _node;
        inArray = _inArray;
        goto AfterValue;

    Text:
        i = ContinueText(p, i, end, lines);
        field = _field;
        switch (_state)
        {
            case State.Text: return i;
            case State.Colon: goto Colon;
            default: goto AfterValue;
        }

    Skip:
        next = _skipper.Skip(p, i, end, lines, out var closed);
        if (_handsOn)
        {
            HandOn(new ReadOnlySpan<byte>(p + i, next - i), closed);
        }

        i = next;
        if (!closed)
        {
            return i;
        }

        if (_map[field].Action != FieldAction.None)
        {
            _sink.Leave(_map[field].Action, _map[field].Argument);
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
}
