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
    private int _valueLength;
    private JsonEscape _escape;

    /// <summary>Whether the current string is text, which is reported in pieces.</summary>
    private bool _inText;

    private int ReadName(byte* p, int i, int end)
    {
        var isWide = end - i >= MemberOrder.Width;
        if (isWide && _members.IsNext(p + i, _node, out _field, out var length))
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
        if (quote + 1 < end && p[quote + 1] == ':')
        {
            if (isWide)
            {
                _members.Learn(p + i, _node, _field, quote + 2 - i);
            }

            _state = JsonState.Value;
            return quote + 2;
        }

        _state = JsonState.Colon;
        return quote + 1;
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
            if (_escape.IsOpen)
            {
                _escape.Reset();
                i++;
                continue;
            }

            i = ByteSearch.StringEnd(p, i, end);
            if (i == end)
            {
                break;
            }

            switch (p[i++])
            {
                case (byte)'\\':
                    _escape.Open();
                    break;
                case (byte)'"':
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

    private int ContinueString(byte* p, int i, int end)
    {
        Span<byte> utf8 = stackalloc byte[JsonEscape.MaxLength];
        while (i < end)
        {
            if (_escape.IsOpen)
            {
                Add(utf8[.._escape.Read(p[i++], utf8)]);
                continue;
            }

            var next = ByteSearch.StringEnd(p, i, end);
            if (_escape.HasHalf && (next > i || p[next] != '\\'))
            {
                Add(utf8[.._escape.EndHalf(utf8)]);
            }

            Add(new ReadOnlySpan<byte>(p + i, next - i));
            if (next == end)
            {
                break;
            }

            i = next + 1;
            switch (p[next])
            {
                case (byte)'"':
                    EndString();
                    return i;
                case (byte)'\\':
                    _escape.Open();
                    break;
                default:
                    // Control characters must be escaped (RFC 8259, section 7), but some local servers send tabs and line feeds unescaped.
                    Add(new ReadOnlySpan<byte>(p + next, 1));
                    break;
            }
        }

        ReportGathered();
        return end;
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
