using System.Buffers.Text;
using System.Text;

namespace LlmHttpMetrics.Json;

/// <summary>Strings that are split over reads or hold escapes: member names, short values and text.</summary>
internal sealed unsafe partial class JsonScanner
{
    /// <summary>Stands in for a field while the name of a member is being read.</summary>
    private const int NameOfMember = -1;

    private Escape _escape;
    private int _hexDigits;
    private uint _codeUnit;
    private uint _highSurrogate;

    private enum Escape : byte
    {
        None,
        Backslash,
        Hex,
    }

    private void BeginText()
    {
        _state = State.Text;
        _valueLength = 0;
        _escape = Escape.None;
        _highSurrogate = 0;
    }

    private int ContinueText(byte* p, int i, int end, bool lines)
    {
        var next = _field == FieldMap.Nothing || IsUnwantedImage ? PassText(p, i, end, lines) : ReadText(p, i, end, lines);
        if (_field > FieldMap.Nothing && IsText(_map[_field].Action))
        {
            FlushText();
            if (_state != State.Text)
            {
                _sink.TextEnd();
            }
        }

        return next;
    }

    private bool IsUnwantedImage => _field > FieldMap.Nothing && _map[_field].Action == FieldAction.ImageUrl && !_sink.TakesParts;

    /// <summary>A string that nobody wants: only its end is looked for.</summary>
    private int PassText(byte* p, int i, int end, bool lines)
    {
        while (i < end)
        {
            if (_escape != Escape.None)
            {
                if (lines && p[i] is (byte)'\n' or (byte)'\r')
                {
                    return i;
                }

                _escape = Escape.None;
                i++;
                continue;
            }

            i = ByteSearch.StringEnd(p, i, end);
            if (i == end)
            {
                break;
            }

            switch (p[i])
            {
                case (byte)'"':
                    _state = State.AfterValue;
                    return i + 1;
                case (byte)'\\':
                    _escape = Escape.Backslash;
                    break;
                case (byte)'\n' or (byte)'\r' when lines:
                    return i;
            }

            i++;
        }

        return i;
    }

    private int ReadText(byte* p, int i, int end, bool lines)
    {
        var isText = _field > FieldMap.Nothing && IsText(_map[_field].Action);
        while (i < end)
        {
            if (_escape != Escape.None)
            {
                // No escape goes over a line end: the line was cut off.
                if (lines && p[i] is (byte)'\n' or (byte)'\r')
                {
                    return i;
                }

                ReadEscape(p[i++]);
                continue;
            }

            var next = ByteSearch.StringEnd(p, i, end);
            if (next > i)
            {
                Emit(new ReadOnlySpan<byte>(p + i, next - i));
                i = next;
                if (i == end)
                {
                    break;
                }
            }

            if (isText && p[i] == '\\' && _highSurrogate == 0)
            {
                next = Gather(p, i, end);
                if (next > i)
                {
                    i = next;
                    continue;
                }
            }

            switch (p[i])
            {
                case (byte)'"':
                    FinishText();
                    return i + 1;
                case (byte)'\\' when i + 6 <= end && p[i + 1] == 'u' && TryReadHex(p + i + 2, out _codeUnit):
                    EmitCodeUnit();
                    i += 5;
                    break;
                case (byte)'\\':
                    _escape = Escape.Backslash;
                    break;
                case (byte)'\n' or (byte)'\r' when lines:
                    return i;
                default:
                    // A control character must be escaped (RFC 8259, section 7), yet some local servers send tabs and line feeds as they are.
                    Emit(new ReadOnlySpan<byte>(p + i, 1));
                    break;
            }

            i++;
        }

        return i;
    }

    private void FinishText()
    {
        FlushSurrogate();
        if (_field == NameOfMember)
        {
            _field = _valueLength <= FieldMap.MaxNameLength ? _map.Member(_node, _value.AsSpan(0, _valueLength)) : FieldMap.Nothing;
            _valueLength = 0;
            _state = State.Colon;
            return;
        }

        if (!IsText(_map[_field].Action))
        {
            Report(_value.AsSpan(0, _valueLength), ValueKind.String);
        }

        _state = State.AfterValue;
    }

    private void Emit(ReadOnlySpan<byte> piece)
    {
        if (_highSurrogate != 0)
        {
            FlushSurrogate();
        }

        if (_field == NameOfMember || !IsText(_map[_field].Action))
        {
            Keep(piece);
            return;
        }

        if (piece.Length > MaxGathered - _valueLength)
        {
            FlushText();
        }

        if (piece.Length > LongPiece)
        {
            FlushText();
            _sink.Text(_map[_field].Action, _map[_field].Argument, piece);
        }
        else
        {
            piece.CopyTo(_value.AsSpan(_valueLength));
            _valueLength += piece.Length;
        }
    }

    /// <summary>Unescapes what follows an escape into the buffer, as far as it has room; returns the position after it.</summary>
    private int Gather(byte* p, int i, int end)
    {
        if (_valueLength > MaxGathered - Unescaping.Step)
        {
            FlushText();
        }

        fixed (byte* buffer = _value)
        {
            return Unescaping.Copy(p, i, end, buffer, ref _valueLength, MaxGathered);
        }
    }

    private void FlushText()
    {
        if (_valueLength > 0)
        {
            var length = _valueLength;
            _valueLength = 0;
            _sink.Text(_map[_field].Action, _map[_field].Argument, _value.AsSpan(0, length));
        }
    }

    private static bool IsText(FieldAction action) => action is FieldAction.Text or FieldAction.EventText or FieldAction.PartText or FieldAction.ImageUrl;

    private void ReadEscape(byte c)
    {
        if (_escape == Escape.Hex)
        {
            ReadHexDigit(c);
            return;
        }

        _escape = Escape.None;
        if (c == 'u')
        {
            _escape = Escape.Hex;
            _hexDigits = 0;
            _codeUnit = 0;
            return;
        }

        var plain = c switch
        {
            (byte)'n' => (byte)'\n',
            (byte)'t' => (byte)'\t',
            (byte)'r' => (byte)'\r',
            (byte)'b' => (byte)'\b',
            (byte)'f' => (byte)'\f',
            _ => c,
        };
        Emit(new ReadOnlySpan<byte>(in plain));
    }

    private void ReadHexDigit(byte c)
    {
        var digit = c switch
        {
            >= (byte)'0' and <= (byte)'9' => c - '0',
            >= (byte)'a' and <= (byte)'f' => c - 'a' + 10,
            >= (byte)'A' and <= (byte)'F' => c - 'A' + 10,
            _ => 0,
        };
        _codeUnit = (_codeUnit << 4) | (uint)digit;
        if (++_hexDigits < 4)
        {
            return;
        }

        _escape = Escape.None;
        EmitCodeUnit();
    }

    /// <summary>All four digits at once, where they are there.</summary>
    private static bool TryReadHex(byte* digits, out uint codeUnit) =>
        Utf8Parser.TryParse(new ReadOnlySpan<byte>(digits, 4), out codeUnit, out var used, 'x') && used == 4;

    private void EmitCodeUnit()
    {
        if (char.IsLowSurrogate((char)_codeUnit) && _highSurrogate != 0)
        {
            var scalar = new Rune((char)_highSurrogate, (char)_codeUnit);
            _highSurrogate = 0;
            EmitRune(scalar);
        }
        else if (char.IsHighSurrogate((char)_codeUnit))
        {
            FlushSurrogate();
            _highSurrogate = _codeUnit;
        }
        else
        {
            FlushSurrogate();
            EmitRune(Rune.IsValid(_codeUnit) ? new Rune(_codeUnit) : Rune.ReplacementChar);
        }
    }

    /// <summary>A high surrogate whose partner never came is a replacement character, as in any UTF-8 decoder.</summary>
    private void FlushSurrogate()
    {
        if (_highSurrogate != 0)
        {
            _highSurrogate = 0;
            EmitRune(Rune.ReplacementChar);
        }
    }

    private void EmitRune(Rune rune)
    {
        Span<byte> utf8 = stackalloc byte[4];
        Emit(utf8[..rune.EncodeToUtf8(utf8)]);
    }
}
