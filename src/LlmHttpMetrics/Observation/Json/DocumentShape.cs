using System.Buffers;

namespace LlmHttpMetrics.Observation.Json;

/// <summary>
/// What the documents of a stream have in common: the bytes around the few values that change from one to the next. Found by
/// laying two documents side by side; nothing here needs to know what they mean, only where a value begins and ends.
/// </summary>
internal sealed class DocumentShape
{
    /// <summary>Parts that a document may have; those we know have up to four.</summary>
    public const int MaxParts = 8;

    /// <summary>The events we know are up to 400 bytes long.</summary>
    private const int MaxLength = 512;

    /// <summary>Below this, scanning is as fast.</summary>
    private const int LeastCommon = 48;

    /// <summary>Misses that a new shape has to wait for, once several have taken turns.</summary>
    private const int MostPatience = 64;

    private static readonly SearchValues<byte> AfterLiteral = SearchValues.Create(",]} \r\n"u8);

    private readonly byte[] _bytes = new byte[MaxLength];
    private readonly byte[] _missed = new byte[MaxLength];
    private readonly (ushort Start, ushort Length)[] _parts = new (ushort, ushort)[MaxParts];
    private int _missedLength;
    private int _misses;
    private int _patience = 1;

    /// <summary>Parts known; zero where no shape is.</summary>
    public int Count { get; private set; }

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
            document = Beginning(document);
            document.CopyTo(_missed);
            _missedLength = document.Length;
        }
    }

    /// <summary>True where the documents of late have had another shape, and this one has it too: it then is the shape.</summary>
    public bool TryLearn(ReadOnlySpan<byte> document)
    {
        if (_misses < _patience)
        {
            return false;
        }

        document = Beginning(document);
        var last = _missed.AsSpan(0, _missedLength);
        if (document.CommonPrefixLength(last) < LeastCommon)
        {
            return false;
        }

        _misses = 0;
        _patience = Math.Min(_patience * 2, MostPatience);
        LayBeside(document, last);
        return Count > 0;
    }

    /// <summary>What is known from this part on has turned out to be of no use.</summary>
    public void CutOff(int part) => Count = part;

    private static ReadOnlySpan<byte> Beginning(ReadOnlySpan<byte> document) => document.Length > MaxLength ? document[..MaxLength] : document;

    private void LayBeside(ReadOnlySpan<byte> document, ReadOnlySpan<byte> other)
    {
        Count = 0;
        document.CopyTo(_bytes);
        var (at, otherAt) = (0, 0);
        while (Count < MaxParts)
        {
            var common = CommonLength(document[at..], other[otherAt..], out var atLineEnd);
            if (common == 0)
            {
                break;
            }

            _parts[Count++] = ((ushort)at, (ushort)common);
            at += common;
            otherAt += common;
            var length = ValueLength(document[at..]);
            var otherLength = ValueLength(other[otherAt..]);
            if (atLineEnd || length == 0 || otherLength == 0)
            {
                break;
            }

            at += length;
            otherAt += otherLength;
        }
    }

    /// <summary>How much both begin with, up to the colon before the value that changes, or to the end of both lines.</summary>
    private static int CommonLength(ReadOnlySpan<byte> document, ReadOnlySpan<byte> other, out bool atLineEnd)
    {
        var common = document[..document.CommonPrefixLength(other)];
        var end = common.IndexOfAny((byte)'\n', (byte)'\r');
        atLineEnd = end >= 0;
        return atLineEnd ? end : common.LastIndexOf("\":"u8) + 2 is > 1 and var length ? length : 0;
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
