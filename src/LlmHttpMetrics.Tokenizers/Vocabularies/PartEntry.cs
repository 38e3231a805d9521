using System.Runtime.CompilerServices;

namespace LlmHttpMetrics.Tokenizers.Vocabularies;

/// <summary>
/// The meaning of a code in one word: its length in 6 bits, the number of lower bits that follow in 5, and the lowest rank of its class in 21.
/// </summary>
internal static class PartEntry
{
    private const int LowShift = 6;
    private const int LowMask = 31;
    private const int FirstShift = 11;

    public static uint Of(int first, int lowBits, int codeLength) => ((uint)first << FirstShift) | ((uint)lowBits << LowShift) | (uint)codeLength;

    /// <summary>Reads a rank from bits that begin with its code, removes what was read and advances the position.</summary>
    /// <param name="table">The entries of all codes.</param>
    /// <param name="bits">The bits.</param>
    /// <param name="position">The position, which is increased by the number of bits read.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Read(ref uint table, ref ulong bits, ref int position)
    {
        var entry = Unsafe.Add(ref table, (nuint)(bits & ((1UL << CodeLengths.MaxBits) - 1)));
        var lowBits = (int)(entry >> LowShift) & LowMask;
        var codeLength = (int)entry & ((1 << LowShift) - 1);
        bits >>= codeLength;
        var rank = (int)(entry >> FirstShift) + (int)(bits & ((1UL << lowBits) - 1));
        bits >>= lowBits;
        position += codeLength + lowBits;
        return rank;
    }
}
