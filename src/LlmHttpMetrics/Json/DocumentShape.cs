using System.Buffers;

namespace LlmHttpMetrics.Json;

/// <summary>
/// What documents have in common: the bytes around the few values that change from one to the next. Found by laying two
/// documents side by side; nothing here needs to know what they mean, only where a value begins and ends.
/// </summary>
/// <param name="isOfBodies">
/// The documents are whole bodies and not the events of one stream: they differ from their first values on, hold long texts,
/// and end where they end and not with their line.
/// </param>
internal sealed class DocumentShape(bool isOfBodies)
{
    /// <summary>Parts that a document may have; events have up to four, answers one more than their figures.</summary>
    public const int MaxParts = 16;

    /// <summary>The events we know are up to 400 bytes long.</summary>
    private const int MaxEventLength = 512;

    /// <summary>Most answers are as long beside their text.</summary>
    private const int MaxBodyLength = 1024;

    /// <summary>Below this, scanning is as fast.</summary>
    private const int LeastCommon = 48;

    /// <summary>Misses that a new shape has to wait for, once several have taken turns.</summary>
    private const int MostPatience = 64;

    /// <summary>The same of bodies: where many services are called by turns, shapes are of no use.</summary>
    private const int MostPatienceWithBodies = 1024;

    /// <summary>Bodies in a row without the shape, after which none is tried.</summary>
    private const int ManyMisses = 8;

    private static readonly SearchValues<byte> AfterLiteral = SearchValues.Create(",]} \r\n"u8);

    private readonly byte[] _bytes = new byte[isOfBodies ? MaxBodyLength : MaxEventLength];
    private readonly byte[] _missed = new byte[isOfBodies ? MaxBodyLength : MaxEventLength];
    private readonly (ushort Start, ushort Length)[] _parts = new (ushort, ushort)[MaxParts];
    private int _missedLength;
    private int _misses;
    private int _patience = 1;

    /// <summary>A line end stands for the end of the document, and within it for its being cut off.</summary>
    public bool EndsWithLine => !isOfBodies;

    /// <summary>Parts known; zero where no shape is.</summary>
    public int Count { get; private set; }

    /// <summary>A shape is known, and documents of late have had it.</summary>
    public bool IsOfUse => Count > 0 && (!isOfBodies || _misses < ManyMisses);

    /// <summary>The bytes of a part; after each but the last of a whole document comes a value.</summary>
    public ReadOnlySpan<byte> this[int part] => _bytes.AsSpan(_parts[part].Start, _parts[part].Length);

    /// <summary>A new stream: whatever took turns in the last says nothing of this one.</summary>
    public void BeginStream()
    {
        _patience = 1;
        _misses = _missedLength = 0;
    }

    /// <summary>A document had the shape.</summary>
    public void Hit() => _misses = 0;

    /// <summary>A document did not have the shape.</summary>
    public void Miss(ReadOnlySpan<byte> document)
    {
        if (++_misses >= _patience)
        {
            _missedLength = Keep(document, _missed, longText: 1);
        }
    }

    /// <summary>True where the documents of late have had another shape, and this one has it too: it then is the shape.</summary>
    public bool TryLearn(ReadOnlySpan<byte> document)
    {
        if (_misses < _patience)
        {
            return false;
        }

        var last = _missed.AsSpan(0, _missedLength);
        if (!isOfBodies && document.CommonPrefixLength(last) < LeastCommon)
        {
            return false;
        }

        _misses = 0;
        _patience = Math.Min(_patience * 2, isOfBodies ? MostPatienceWithBodies : MostPatience);
        var common = LayBeside(_bytes.AsSpan(0, Keep(document, _bytes, longText: 2)), last);
        if (common < LeastCommon)
        {
            Count = 0;
        }

        return Count > 0;
    }

    /// <summary>What is known from this part on has turned out to be of no use.</summary>
    public void CutOff(int part) => Count = part;

    /// <summary>Keeps the beginning of a document, of a body without its long texts: in their place stands a byte by which no two are alike.</summary>
    private int Keep(ReadOnlySpan<byte> document, Span<byte> kept, byte longText)
    {
        if (isOfBodies)
        {
            return BodySkeleton.Write(document, kept, longText);
        }

        var length = Math.Min(document.Length, kept.Length);
        document[..length].CopyTo(kept);
        return length;
    }

    private int LayBeside(ReadOnlySpan<byte> document, ReadOnlySpan<byte> other)
    {
        Count = 0;
        var (at, otherAt, sum) = (0, 0, 0);
        while (Count < MaxParts)
        {
            var common = CommonLength(document[at..], other[otherAt..], out var isEnd);
            if (common == 0)
            {
                break;
            }

            _parts[Count++] = ((ushort)at, (ushort)common);
            sum += common;
            at += common;
            otherAt += common;
            var length = ValueLength(document[at..]);
            var otherLength = ValueLength(other[otherAt..]);
            if (isEnd || length == 0 || otherLength == 0)
            {
                break;
            }

            at += length;
            otherAt += otherLength;
        }

        return sum;
    }

    /// <summary>How much both begin with, up to the value that changes, or to the end of both.</summary>
    private int CommonLength(ReadOnlySpan<byte> document, ReadOnlySpan<byte> other, out bool isEnd)
    {
        var common = document[..document.CommonPrefixLength(other)];
        var end = isOfBodies
            ? common.Length == document.Length && common.Length == other.Length ? common.Length : -1
            : common.IndexOfAny((byte)'\n', (byte)'\r');
        isEnd = end >= 0;
        if (isEnd)
        {
            return end;
        }

        var length = common.LastIndexOf("\":"u8) + 2;
        if (length < 2)
        {
            return 0;
        }

        while (length < common.Length && common[length] == ' ')
        {
            length++;
        }

        return length;
    }

    /// <summary>The length of a string without escapes, a number or a literal; zero where it is none of these or has no end here.</summary>
    private static int ValueLength(ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty || value[0] is (byte)'{' or (byte)'[')
        {
            return 0;
        }

        var end = value[0] == '"'
            ? value[1..].IndexOfAny((byte)'"', (byte)'\\') is >= 0 and var quote && value[quote + 1] == '"' ? quote + 2 : 0
            : value.IndexOfAny(AfterLiteral);
        return Math.Max(0, end);
    }
}
