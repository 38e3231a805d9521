namespace LlmHttpMetrics.Json;

/// <summary>Member names, strings, numbers and literals.</summary>
internal sealed unsafe partial class JsonScanner
{
    /// <summary>The amount of text that is collected across escapes, so that text with an escape at each line end needs few calls.</summary>
    private const int MaxGathered = 2048;

    /// <summary>A piece of text of this length is cheaper to report than to collect.</summary>
    private const int LongPiece = 128;

    /// <summary>The value of the field while a member name is read.</summary>
    private const int NameOfMember = -1;

    private readonly byte[] _value = new byte[MaxGathered];

    /// <summary>What an escape stands for.</summary>
    private readonly byte[] _unescaped = new byte[JsonEscape.MaxLength];
    private int _valueLength;
    private JsonEscape _escape;

    /// <summary>Whether the current string is text, which is reported in pieces.</summary>
    private bool _inText;

    private int ReadName(byte* p, int i, int end)
    {
        // Documents that end with their line are the events of a stream, which are alike.
        if (_stopsAtLineEnd && _members.IsNext(p + i, end - i, _node, out _field, out var length))
        {
            _state = JsonState.Value;
            return i + length;
        }

        var quote = ByteSearch.StringEnd(p, i, end);
        if (quote == end || p[quote] != '"')
        {
            _field = NameOfMember;
            BeginString();
            return i;
        }

        _field = _map.Member(_node, p + i, quote - i, end - i);
        if (quote + 1 == end || p[quote + 1] != ':')
        {
            _state = JsonState.Colon;
            return quote + 1;
        }

        if (_stopsAtLineEnd)
        {
            _members.Learn(p + i, end - i, _node, _field, quote + 2 - i);
        }

        _state = JsonState.Value;
        return quote + 2;
    }

    private int ReadString(byte* p, int i, int end)
    {
        var quote = ByteSearch.StringEnd(p, i, end);
        if (quote == end || p[quote] != '"')
        {
            BeginString();
            return i;
        }

        if (_field != FieldMap.Nothing)
        {
            ReportString(new ReadOnlySpan<byte>(p + i, quote - i));
        }

        EndValue();
        return quote + 1;
    }

    private int ReadLiteral(byte* p, int i, int end)
    {
        var next = ByteSearch.LiteralEnd(p, i, end);
        if (next == end)
        {
            _valueLength = 0;
            _state = JsonState.InLiteral;
            return i;
        }

        if (_field != FieldMap.Nothing)
        {
            ReportLiteral(new ReadOnlySpan<byte>(p + i, next - i));
        }

        EndValue();
        return next;
    }

    private int ContinueLiteral(byte* p, int i, int end)
    {
        var next = ByteSearch.LiteralEnd(p, i, end);
        Keep(new ReadOnlySpan<byte>(p + i, next - i));
        if (next < end)
        {
            EndLiteral();
        }

        return next;
    }

    private void EndLiteral()
    {
        ReportLiteral(_value.AsSpan(0, _valueLength));
        EndValue();
    }

    private void BeginString()
    {
        _escape.Reset();
        _valueLength = 0;
        var action = _field == NameOfMember ? FieldAction.None : _map[_field].Action;
        _inText = IsText(action);
        var isSkipped = _field == FieldMap.Nothing || (action == FieldAction.ImageUrl && !_sink.TakesParts);
        _state = isSkipped ? JsonState.InSkippedString : JsonState.InString;
    }

    /// <summary>Skips to the end of a string that is not mapped.</summary>
    private int SkipString(byte* p, int i, int end)
    {
        while (i < end)
        {
            var next = _escape.IsOpen ? i : ByteSearch.StringEnd(p, i, end);
            if (next == end || EndsDocument(p[next]))
            {
                return next;
            }

            i = next + 1;
            if (_escape.IsOpen)
            {
                _escape.Reset();
            }
            else if (p[next] == '\\')
            {
                _escape.Open();
            }
            else if (p[next] == '"')
            {
                EndSkippedString();
                return i;
            }
        }

        return end;
    }

    private void EndSkippedString()
    {
        if (_inText)
        {
            _sink.TextEnd();
        }

        EndValue();
    }

    /// <summary>A string that is reported: escapes are replaced, and text is gathered between them.</summary>
    private int ContinueString(byte* p, int i, int end)
    {
        while (i < end)
        {
            var next = _escape.IsOpen ? i : ByteSearch.StringEnd(p, i, end);
            if (_escape.HasHalf && !_escape.IsOpen && (next > i || p[next] != '\\'))
            {
                Add(_unescaped.AsSpan(0, _escape.EndHalf(_unescaped)));
            }

            if (next > i)
            {
                Add(new ReadOnlySpan<byte>(p + i, next - i));
            }

            i = next;
            if (i == end || EndsDocument(p[i]))
            {
                break;
            }

            i++;
            if (_escape.IsOpen)
            {
                Add(_unescaped.AsSpan(0, _escape.Read(p[next], _unescaped)));
            }
            else if (p[next] == '"')
            {
                EndString();
                return i;
            }
            else if (p[next] != '\\')
            {
                // Control characters must be escaped (RFC 8259, section 7), but some local servers send tabs and line feeds unescaped.
                Add(p[next]);
            }
            else if (i < end && !_escape.HasHalf && !EndsDocument(p[i]) && JsonEscape.TryReadShort(p[i], out var character))
            {
                Add(character);
                i++;
            }
            else
            {
                _escape.Open();
            }
        }

        ReportGathered();
        return i;
    }

    private void EndString()
    {
        var value = _value.AsSpan(0, _valueLength);
        if (_field == NameOfMember)
        {
            _field = _map.Member(_node, value);
            _state = JsonState.Colon;
            return;
        }

        if (_inText)
        {
            ReportGathered();
            _sink.TextEnd();
        }
        else
        {
            ReportString(value);
        }

        EndValue();
    }

    private void Add(byte b)
    {
        if (_valueLength < MaxValueLength)
        {
            _value[_valueLength++] = b;
        }
        else
        {
            Add(new ReadOnlySpan<byte>(in b));
        }
    }

    private void Add(ReadOnlySpan<byte> piece)
    {
        if (!_inText)
        {
            Keep(piece);
            return;
        }

        if (piece.Length > LongPiece)
        {
            ReportGathered();
            _sink.Text(_map[_field].Action, _map[_field].Argument, piece);
            return;
        }

        if (piece.Length > MaxGathered - _valueLength)
        {
            ReportGathered();
        }

        piece.CopyTo(_value.AsSpan(_valueLength));
        _valueLength += piece.Length;
    }

    private void Keep(ReadOnlySpan<byte> piece)
    {
        var room = Math.Min(piece.Length, MaxValueLength - _valueLength);
        piece[..room].CopyTo(_value.AsSpan(_valueLength));
        _valueLength += room;
    }

    private void ReportGathered()
    {
        if (_inText && _valueLength > 0)
        {
            var length = _valueLength;
            _valueLength = 0;
            _sink.Text(_map[_field].Action, _map[_field].Argument, _value.AsSpan(0, length));
        }
    }

    private void ReportString(ReadOnlySpan<byte> value)
    {
        ref readonly var field = ref _map[_field];
        if (IsText(field.Action))
        {
            _sink.Text(field.Action, field.Argument, value);
            _sink.TextEnd();
        }
        else
        {
            ReportScalar(field, ValueKind.String, value);
        }
    }

    private void ReportLiteral(ReadOnlySpan<byte> value)
    {
        if (value is not [(byte)'n', ..])
        {
            ReportScalar(_map[_field], ValueKind.Literal, value);
        }
    }

    private void ReportScalar(in FieldMap.Node field, ValueKind kind, ReadOnlySpan<byte> value)
    {
        if (field.Action != FieldAction.None)
        {
            _sink.Scalar(field.Action, field.Argument, kind, value.Length > MaxValueLength ? value[..MaxValueLength] : value);
        }
    }

    private static bool IsText(FieldAction action) => action is FieldAction.Text or FieldAction.EventText or FieldAction.PartText or FieldAction.ImageUrl;
}
