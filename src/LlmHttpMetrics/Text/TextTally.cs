using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.Intrinsics;
using LlmHttpMetrics.Reading;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Text;

/// <summary>Counts text as it passes: Unicode scalar values and UTF-8 bytes, kind by kind.</summary>
internal sealed class TextTally : ITextSink
{
    private readonly long[] _characters = new long[(int)TextKind.Count];
    private readonly long[] _bytes = new long[(int)TextKind.Count];

    /// <summary>The next sink for the text, for strategies and tests.</summary>
    public ITextSink? Next { get; set; }

    public void Reset()
    {
        Array.Clear(_characters);
        Array.Clear(_bytes);
        Next = null;
    }

    public long Characters(TextKind kind) => _characters[(int)kind];

    public long Bytes(TextKind kind) => _bytes[(int)kind];

    public void OnText(TextKind kind, int part, ReadOnlySpan<byte> utf8)
    {
        _characters[(int)kind] += CountScalars(utf8);
        _bytes[(int)kind] += utf8.Length;
        Next?.OnText(kind, part, utf8);
    }

    /// <summary>Every byte of UTF-8 except continuation bytes (10xxxxxx) begins a scalar value.</summary>
    private static int CountScalars(ReadOnlySpan<byte> utf8)
    {
        var count = 0;
        while (Vector512.IsHardwareAccelerated && utf8.Length >= Vector512<byte>.Count)
        {
            var v = Vector512.Create(utf8).AsSByte();
            count += BitOperations.PopCount(
                Vector512.GreaterThan(v, Vector512.Create((sbyte)-65)).ExtractMostSignificantBits());
            utf8 = utf8[Vector512<byte>.Count..];
        }

        while (utf8.Length >= Vector256<byte>.Count)
        {
            var v = Vector256.Create(utf8).AsSByte();
            count += BitOperations.PopCount(
                Vector256.GreaterThan(v, Vector256.Create((sbyte)-65)).ExtractMostSignificantBits());
            utf8 = utf8[Vector256<byte>.Count..];
        }

        // Deltas of a stream are a few bytes long.
        while (utf8.Length >= sizeof(ulong))
        {
            var word = BinaryPrimitives.ReadUInt64LittleEndian(utf8);
            count += sizeof(ulong) - BitOperations.PopCount((word >> 7) & ~(word >> 6) & 0x0101_0101_0101_0101);
            utf8 = utf8[sizeof(ulong)..];
        }

        foreach (var b in utf8)
        {
            count += (sbyte)b > -65 ? 1 : 0;
        }

        return count;
    }
}
