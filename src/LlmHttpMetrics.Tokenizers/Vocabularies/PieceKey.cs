using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LlmHttpMetrics.Tokenizers.Vocabularies;

/// <summary>Up to fifteen bytes and their number in two words: the whole piece is its own key, so a match needs no further comparison.</summary>
internal readonly struct PieceKey(ulong low, ulong high)
{
    /// <summary>The maximum number of bytes of a piece that has a key.</summary>
    public const int MaxLength = 15;

    /// <summary>The number of bytes that must be readable where a key is created.</summary>
    public const int Reach = 16;

    public readonly ulong Low = low;
    public readonly ulong High = high;

    public int Length => (int)(High >> 56);

    public uint Hash
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => BitOperations.Crc32C(BitOperations.Crc32C(0, Low), High);
    }

    // For each length, the masks of the low and of the high word.
    private static ReadOnlySpan<ulong> Masks =>
    [
        0, 0, 0xFF, 0, 0xFFFF, 0, 0xFFFFFF, 0, 0xFFFFFFFF, 0, 0xFF_FFFFFFFF, 0, 0xFFFF_FFFFFFFF, 0, 0xFFFFFF_FFFFFFFF, 0,
        ulong.MaxValue, 0, ulong.MaxValue, 0xFF, ulong.MaxValue, 0xFFFF, ulong.MaxValue, 0xFFFFFF, ulong.MaxValue, 0xFFFFFFFF,
        ulong.MaxValue, 0xFF_FFFFFFFF, ulong.MaxValue, 0xFFFF_FFFFFFFF, ulong.MaxValue, 0xFFFFFF_FFFFFFFF,
    ];

    /// <summary>The key of the first <paramref name="length"/> bytes; sixteen bytes must be readable.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PieceKey Of(ref byte text, int length)
    {
        ref var mask = ref Unsafe.Add(ref MemoryMarshal.GetReference(Masks), 2 * length);
        return new PieceKey(
            Unsafe.ReadUnaligned<ulong>(ref text) & mask,
            (Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref text, 8)) & Unsafe.Add(ref mask, 1)) | ((ulong)(uint)length << 56));
    }
}
