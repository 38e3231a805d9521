using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace LlmHttpMetrics.Tokenizers.Vocabularies;

/// <summary>Maps two tokens to the token they merge into: one word for each pair, in an open-addressing table that is at most half full.</summary>
internal sealed class PairTable
{
    /// <summary>The number of bits of a rank, so that two parts and the result fit into one word.</summary>
    public const int RankBits = 21;

    // The number of pairs by which slots of the table are prefetched before they are written.
    private const int Ahead = 12;

    private const ulong Factor = 0x9E3779B97F4A7C15;
    private const ulong Taken = 1UL << 63;
    private const ulong RankMask = (1UL << RankBits) - 1;

    private const int FilterBitsPerSlot = 4;

    private readonly ulong[] _slots;
    private readonly int _shift;

    // Most pairs that are looked up do not merge. This filter detects that with a sixteenth of the table's memory.
    private readonly ulong[] _filter;
    private readonly int _filterShift;

    public PairTable(int count)
    {
        var slots = BitOperations.RoundUpToPowerOf2((uint)Math.Max(2 * count, 16));
        _slots = new ulong[slots];
        _shift = 64 - BitOperations.Log2(slots);
        _filter = new ulong[slots * FilterBitsPerSlot / 64];
        _filterShift = 64 - BitOperations.Log2(slots * FilterBitsPerSlot);
        Pages.Touch(_slots);
        Pages.Touch(_filter);
    }

    /// <summary>Creates the table of the pairs from which these tokens are merged.</summary>
    // Optimized immediately: it runs once, and would be finished before tiered compilation starts.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static PairTable Of(MergeList merges)
    {
        var words = merges.Words;
        var table = new PairTable(Math.Max(words.Length, merges.LatePairs.Count));
        foreach (var (left, right, merged) in merges.LatePairs)
        {
            table.Add(left, right, merged);
        }

        for (var rank = 0; rank < words.Length && merges.LatePairs.Count == 0; rank++)
        {
            var soon = words[Math.Min(rank + Ahead, words.Length - 1)];
            table.Prefetch(TokenWord.Left(soon), TokenWord.Right(soon));
            if (TokenWord.Left(words[rank]) < rank)
            {
                table.Add(TokenWord.Left(words[rank]), TokenWord.Right(words[rank]), rank);
            }
        }

        return table;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int left, int right, int merged)
    {
        var pair = Pair(left, right);
        var hash = pair * Factor;
        Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_filter), (nuint)(hash >> _filterShift >> 6)) |= 1UL << (int)(hash >> _filterShift);
        ref var slots = ref MemoryMarshal.GetArrayDataReference(_slots);
        var mask = (uint)_slots.Length - 1;
        var slot = (uint)(hash >> _shift);
        while (Unsafe.Add(ref slots, slot) != 0)
        {
            slot = (slot + 1) & mask;
        }

        Unsafe.Add(ref slots, slot) = Taken | (pair << RankBits) | (uint)merged;
    }

    /// <summary>The rank of the token that the two merge into, or <see cref="int.MaxValue"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(int left, int right)
    {
        var pair = Pair(left, right);
        var hash = pair * Factor;
        var bit = hash >> _filterShift;
        if ((Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_filter), (nuint)(bit >> 6)) >> (int)bit & 1) == 0)
        {
            return int.MaxValue;
        }

        ref var slots = ref MemoryMarshal.GetArrayDataReference(_slots);
        var mask = (uint)_slots.Length - 1;
        for (var slot = (uint)(hash >> _shift); ; slot = (slot + 1) & mask)
        {
            var word = Unsafe.Add(ref slots, slot);
            if (word == 0)
            {
                return int.MaxValue;
            }

            if ((word & ~Taken) >> RankBits == pair)
            {
                return (int)(word & RankMask);
            }
        }
    }

    private static ulong Pair(int left, int right) => ((ulong)(uint)left << RankBits) | (uint)right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private unsafe void Prefetch(int left, int right)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_slots), (nuint)(Pair(left, right) * Factor >> _shift))));
        }
    }
}
