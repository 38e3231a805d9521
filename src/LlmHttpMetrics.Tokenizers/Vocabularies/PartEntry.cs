using System.Runtime.CompilerServices;

namespace LlmHttpMetrics.Tokenizers.Vocabularies;

/// <summary>What a code says, in one word: its length in 6 bits, how many lower bits follow in 5, and the lowest rank they can mean in 21.</summary>
internal static class PartEntry
{
    private const int LowShift = 6;
    private const int LowMask = 31;
    private const int FirstShift = 11;

    public static uint Of(int first, int lowBits, int codeLength) => ((uint)first << FirstShift) | ((uint)lowBits << LowShift) | (uint)codeLength;

    /// <summary>Reads a rank from bits that begin with its code, takes what it read from them and counts it.</summary>
    /// <param name="table">What every code says.</param>
    /// <param name="bits">The bits.</param>
    /// <param name="position">Grows by the number of those read.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Read(ref uint table, ref ulong bits, ref int position)
    {
        var entry = Unsafe.Add(ref table, (nuint)(bits & ((1UL << CodeLengths.Most) - 1)));
        var lowBits = (int)(entry >> LowShift) & LowMask;
        var codeLength = (int)entry & ((1 << LowShift) - 1);
        bits >>= codeLength;
        var rank = (int)(entry >> FirstShift) + (int)(bits & ((1UL << lowBits) - 1));
        bits >>= lowBits;
        position += codeLength + lowBits;
        return rank;
    }
}
