using System.Numerics;
using System.Runtime.Intrinsics;

namespace LlmHttpMetrics.Text;

/// <summary>Counts UTF-8 text that arrives in pieces, which may split a character.</summary>
internal struct TextScan
{
    private const byte LastOfAscii = 0x7F;

    private long _characters;
    private long _words;
    private long _bytes;
    private long _breaks;
    private long _parts;
    private bool _inWord;
    private bool _afterReturn;
    private bool _inPart;

    /// <summary>The first bytes of an incomplete character; its first byte is the highest byte in use.</summary>
    private uint _unfinished;

    public readonly CapacityCounts Counts => new(_characters, _words + (_unfinished != 0 && !_inWord ? 1 : 0), _bytes, _breaks + _parts);

    /// <summary>The text that follows is independent of the text before.</summary>
    public void BeginPart()
    {
        FinishWord();
        _inWord = _afterReturn = _inPart = false;
    }

    public void Add(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty)
        {
            return;
        }

        if (!_inPart)
        {
            _inPart = true;
            _parts++;
        }

        _bytes += utf8.Length;
        while (_unfinished == 0 && utf8.Length >= Vector256<byte>.Count)
        {
            var block = Vector256.Create(utf8);
            if (block.ExtractMostSignificantBits() != 0)
            {
                break;
            }

            AddAscii(block);
            utf8 = utf8[Vector256<byte>.Count..];
        }

        foreach (var b in utf8)
        {
            Add(b);
        }
    }

    private void AddAscii(Vector256<byte> block)
    {
        // Characters from tab to carriage return, or space.
        var control = Vector256.LessThanOrEqual(block - Vector256.Create((byte)'\t'), Vector256.Create((byte)('\r' - '\t')));
        var space = (control | Vector256.Equals(block, Vector256.Create((byte)' '))).ExtractMostSignificantBits();
        var feeds = Vector256.Equals(block, Vector256.Create((byte)'\n')).ExtractMostSignificantBits();
        var returns = Vector256.Equals(block, Vector256.Create((byte)'\r')).ExtractMostSignificantBits();
        _characters += Vector256<byte>.Count;
        _words += BitOperations.PopCount(~space & ((space << 1) | (_inWord ? 0u : 1u)));

        // A line feed after a carriage return belongs to it.
        _breaks += BitOperations.PopCount(returns) + BitOperations.PopCount(feeds & ~((returns << 1) | (_afterReturn ? 1u : 0u)));
        _inWord = (space & 0x8000_0000) == 0;
        _afterReturn = (returns & 0x8000_0000) != 0;
    }

    private void Add(byte b)
    {
        if (b > LastOfAscii)
        {
            AddBeyondAscii(b);
            return;
        }

        FinishWord();
        _characters++;
        var isSpace = b is >= (byte)'\t' and <= (byte)'\r' or (byte)' ';
        _words += !isSpace && !_inWord ? 1 : 0;
        _breaks += b == '\r' || (b == '\n' && !_afterReturn) ? 1 : 0;
        _inWord = !isSpace;
        _afterReturn = b == '\r';
    }

    private void AddBeyondAscii(byte b)
    {
        _afterReturn = false;
        if ((b & 0xC0) != 0x80)
        {
            FinishWord();
            _characters++;
            _unfinished = b;
        }
        else if (_unfinished != 0)
        {
            _unfinished = (_unfinished << 8) | b;
        }

        // White space begins only with these bytes; all other characters are part of a word.
        switch (_unfinished)
        {
            case 0 or 0xC2 or 0xE1 or 0xE1_9A or 0xE2 or 0xE2_80 or 0xE2_81 or 0xE3 or 0xE3_80:
                break;
            case 0xC2_85 or 0xC2_A0 or 0xE1_9A_80 or (>= 0xE2_80_80 and <= 0xE2_80_8A) or 0xE2_80_A8 or 0xE2_80_A9 or 0xE2_80_AF or 0xE2_81_9F or 0xE3_80_80:
                _unfinished = 0;
                _inWord = false;
                break;
            default:
                FinishWord();
                break;
        }
    }

    /// <summary>The character that has begun beyond ASCII is not white space.</summary>
    private void FinishWord()
    {
        if (_unfinished != 0)
        {
            _unfinished = 0;
            _words += _inWord ? 0 : 1;
            _inWord = true;
        }
    }
}
