using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;

namespace LlmHttpMetrics.Tokenizers.Counting;

/// <summary>
/// Passes text that arrives in parts, split anywhere, to the scanner. Keeps only what the next part decides: the unfinished piece, an incomplete
/// character, half of a surrogate pair. Invalid text becomes U+FFFD, as usual.
/// </summary>
internal partial struct TextFeed
{
    private const int Chunk = 1 << 17;
    private const int SmallPiece = 256;

    private static ReadOnlySpan<byte> Replacement => "\uFFFD"u8;

    private readonly TextScanner _scanner;
    private readonly int _maxPiece;
    private byte[] _buffer = [];
    private int _used;
    private int _scanFrom;
    private long _count;
    private char _highSurrogate;
    private uint _part;
    private int _partLength;
    private bool _begun;

    /// <param name="scanner">Counts the pieces.</param>
    /// <param name="maxPiece">The length in bytes at which an unfinished piece is cut.</param>
    public TextFeed(TextScanner scanner, int maxPiece)
    {
        _scanner = scanner;
        _maxPiece = maxPiece;
    }

    /// <summary>The count at which counting stops.</summary>
    public long Limit { get; init; } = long.MaxValue;

    /// <summary>Whether a piece was cut because it did not end.</summary>
    public bool HasCut { get; private set; }

    /// <summary>The tokens of the finished pieces.</summary>
    public readonly long Counted => _count;

    public readonly bool IsOver => _count > Limit;

    /// <summary>If the limit is small, the text is processed in small chunks.</summary>
    private readonly int ChunkSize => (int)Math.Min(Chunk, 16 * Math.Min(Limit, Chunk) + SmallPiece);

    /// <param name="text">The text.</param>
    /// <param name="last">Whether the text is complete, so that only <see cref="Total"/> follows, which processes the rest.</param>
    public void Append(ReadOnlySpan<char> text, bool last = false)
    {
        if (text.IsEmpty)
        {
            return;
        }

        MakeRoom(0);
        EndPart();
        if (_highSurrogate != 0)
        {
            ReadOnlySpan<char> pair = [_highSurrogate, text[0]];
            _highSurrogate = '\0';
            text = char.IsLowSurrogate(text[0]) ? text[1..] : text;
            Transcode(char.IsLowSurrogate(pair[1]) ? pair : pair[..1], whole: true, last: false);
        }

        Begin(!text.IsEmpty && text[0] is ' ' or '\u2581');
        Transcode(text, whole: false, last);
    }

    public void AppendUtf8(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
        {
            return;
        }

        MakeRoom(0);
        EndSurrogate();
        while (_partLength > 0 && !text.IsEmpty && !IsOver)
        {
            text = text[Join(text[0])..];
        }

        var tail = HalfCharacter(text);
        var whole = text[..^tail];
        if (Utf8.IsValid(whole))
        {
            Take(whole);
        }
        else
        {
            Repair(whole);
        }

        foreach (var b in text[^tail..])
        {
            Join(b);
        }
    }

    /// <summary>The count if the text ended here; one more than the limit if it is exceeded.</summary>
    public readonly long Total()
    {
        var (count, end) = (_count, _used);
        if (_partLength > 0 || _highSurrogate != 0)
        {
            if (!_begun && NeedsPrefix(withSpace: false))
            {
                _buffer[end++] = (byte)' ';
            }

            Replacement.CopyTo(_buffer.AsSpan(end));
            end += Replacement.Length;
        }

        if (end > 0 && !IsOver)
        {
            _scanner.Scan(ref _buffer[0], 0, end, final: true, Limit, ref count);
        }

        return count;
    }

    public void Reset()
    {
        (_used, _scanFrom, _count, _highSurrogate, _part, _partLength) = (0, 0, 0, '\0', 0, 0);
        (_begun, HasCut) = (false, false);
    }

    /// <summary>Returns the memory.</summary>
    public void Release()
    {
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = [];
        }
    }

    /// <summary>Puts a space before the text if the vocabulary requires it, once its first character is available.</summary>
    private void Begin(bool withSpace)
    {
        var isFirst = !_begun;
        _begun = true;
        if (isFirst && NeedsPrefix(withSpace))
        {
            Take(" "u8);
        }
    }

    private readonly bool NeedsPrefix(bool withSpace) =>
        _scanner.Prefix == PrefixRule.Always || (_scanner.Prefix == PrefixRule.UnlessThere && !withSpace);

    private void Transcode(ReadOnlySpan<char> text, bool whole, bool last)
    {
        while (!text.IsEmpty && !IsOver)
        {
            MakeRoom((int)Math.Min(Math.Max(ChunkSize, 8L * _used), 3L * text.Length));
            var status = Utf8.FromUtf16(text, _buffer.AsSpan(_used), out var read, out var written, replaceInvalidSequences: true, isFinalBlock: whole);
            _used += written;
            text = text[read..];
            if (status == OperationStatus.NeedMoreData)
            {
                _highSurrogate = text[0];
                text = [];
            }

            if (!last || !text.IsEmpty)
            {
                Drain();
            }
        }
    }

    /// <summary>Adds valid UTF-8: what the unfinished piece needs is copied to its buffer, the rest is read in place.</summary>
    private void Take(ReadOnlySpan<byte> text)
    {
        if (!_begun && !text.IsEmpty)
        {
            Begin(text[0] == ' ' || text.StartsWith("\u2581"u8));
        }

        while (!text.IsEmpty && !IsOver)
        {
            if (_used == 0)
            {
                var read = _scanner.Scan(ref MemoryMarshal.GetReference(text), 0, text.Length, final: false, Limit, ref _count);
                if (text.Length - read > _maxPiece)
                {
                    HasCut = true;
                    read = _scanner.Scan(ref MemoryMarshal.GetReference(text), read, text.Length, final: true, Limit, ref _count);
                }

                Keep(text[read..]);
                return;
            }

            var before = _used;
            var some = Math.Min(text.Length, Math.Max(SmallPiece, before));
            while (some < text.Length && (sbyte)text[some] < -64)
            {
                some++;
            }

            Keep(text[..some]);
            if (_used >= _scanFrom)
            {
                var finished = _scanner.Scan(ref _buffer[0], 0, _used, final: false, Limit, ref _count);
                if (finished >= before)
                {
                    _used = 0;
                    _scanFrom = 0;
                    text = text[(finished - before)..];
                    continue;
                }

                Advance(finished);
            }

            text = text[some..];
        }
    }

    private void Keep(ReadOnlySpan<byte> rest)
    {
        MakeRoom(rest.Length);
        rest.CopyTo(_buffer.AsSpan(_used));
        _used += rest.Length;
    }

    private void Drain()
    {
        if (_used >= _scanFrom)
        {
            Scan(final: false);
        }
    }

    private void Scan(bool final)
    {
        if (_used > 0)
        {
            Advance(_scanner.Scan(ref _buffer[0], 0, _used, final, Limit, ref _count));
        }
    }

    private void Advance(int finished)
    {
        _buffer.AsSpan(finished, _used - finished).CopyTo(_buffer);
        _used -= finished;

        // A long piece is only scanned again when its length has doubled, so that many small parts do not cost more than a few large ones.
        _scanFrom = _used < SmallPiece ? 0 : (int)Math.Min(2L * _used, Math.Max(_maxPiece, _used));
        if (_used > _maxPiece)
        {
            HasCut = true;
            Scan(final: true);
        }
    }

    /// <summary>There is always space for a space and a replacement character, so that <see cref="Total"/> does not have to change anything.</summary>
    private void MakeRoom(int bytes)
    {
        var needed = _used + bytes + 1 + Replacement.Length;
        if (_buffer.Length >= needed)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, 2 * _used));
        _buffer.AsSpan(0, _used).CopyTo(larger);
        Release();
        _buffer = larger;
    }
}
