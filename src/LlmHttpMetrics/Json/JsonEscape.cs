using System.Text;

namespace LlmHttpMetrics.Json;

/// <summary>
/// Reads escape sequences byte by byte, across any split: https://www.rfc-editor.org/rfc/rfc8259#section-7. An unknown sequence yields the
/// character after its backslash, and half a surrogate pair yields the replacement character.
/// </summary>
internal struct JsonEscape
{
    /// <summary>The maximum output of one byte: the replacement of half a pair, and the character after it.</summary>
    public const int MaxLength = 6;

    private const int HexDigits = 4;

    private int _digitsLeft;
    private uint _codeUnit;
    private uint _highSurrogate;

    /// <summary>Whether an escape sequence has started and not ended.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Whether the first half of a surrogate pair has been read.</summary>
    public readonly bool HasHalf => _highSurrogate != 0;

    public void Reset() => this = default;

    public void Open()
    {
        IsOpen = true;
        _digitsLeft = 0;
    }

    /// <summary>Reads the next byte of the sequence; returns the number of UTF-8 bytes written.</summary>
    public int Read(byte c, Span<byte> utf8)
    {
        if (_digitsLeft > 0)
        {
            return ReadDigit(c, utf8);
        }

        if (c == 'u')
        {
            (_digitsLeft, _codeUnit) = (HexDigits, 0);
            return 0;
        }

        IsOpen = false;
        var length = EndHalf(utf8);
        utf8[length] = Character(c);
        return length + 1;
    }

    /// <summary>Reads a two-byte escape, the most common kind, by its second byte; false if the escape is longer.</summary>
    public static bool TryReadShort(byte c, out byte character)
    {
        character = Character(c);
        return c != 'u';
    }

    /// <summary>Called when the second half is missing: writes the replacement character, and returns its length.</summary>
    public int EndHalf(Span<byte> utf8)
    {
        if (!HasHalf)
        {
            return 0;
        }

        _highSurrogate = 0;
        return Rune.ReplacementChar.EncodeToUtf8(utf8);
    }

    private static byte Character(byte c) => c switch
    {
        (byte)'n' => (byte)'\n',
        (byte)'t' => (byte)'\t',
        (byte)'r' => (byte)'\r',
        (byte)'b' => (byte)'\b',
        (byte)'f' => (byte)'\f',
        _ => c,
    };

    private int ReadDigit(byte c, Span<byte> utf8)
    {
        var digit = c switch
        {
            >= (byte)'0' and <= (byte)'9' => c - '0',
            >= (byte)'a' and <= (byte)'f' => c - 'a' + 10,
            >= (byte)'A' and <= (byte)'F' => c - 'A' + 10,
            _ => 0,
        };
        _codeUnit = (_codeUnit << 4) | (uint)digit;
        if (--_digitsLeft > 0)
        {
            return 0;
        }

        IsOpen = false;
        var unit = (char)_codeUnit;
        if (char.IsLowSurrogate(unit) && HasHalf)
        {
            var pair = new Rune((char)_highSurrogate, unit);
            _highSurrogate = 0;
            return pair.EncodeToUtf8(utf8);
        }

        var length = EndHalf(utf8);
        if (char.IsHighSurrogate(unit))
        {
            _highSurrogate = unit;
            return length;
        }

        var scalar = Rune.TryCreate(unit, out var rune) ? rune : Rune.ReplacementChar;
        return length + scalar.EncodeToUtf8(utf8[length..]);
    }
}
