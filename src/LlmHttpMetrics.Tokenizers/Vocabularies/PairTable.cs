using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LlmHttpMetrics.Tokenizers.Vocabularies;

/// <summary>Which token two tokens merge into: one word a pair, in an open table at most half full.</summary>
internal sealed class PairTable
{
    /// <summary>The bits of a rank, so that two parts and the whole fit into one word.</summary>
    public const int RankBits = 21;

    private const ulong Factor = 0x9E3779B97F4A7C15;
    private const ulong Taken = 1UL << 63;
    private const ulong RankMask = (1UL << RankBits) - 1;

    private const int FilterBitsPerSlot = 4;

    private readonly ulong[] _slots;
    private readonly int _shift;

    // Most pairs that are asked for merge into nothing. This says so from a sixteenth of the table's memory.
    private readonly ulong[] _filter;
    private readonly int _filterShift;

    public PairTable(int count)
    {
        var slots = BitOperations.RoundUpToPowerOf2((uint)Math.Max(2 * count, 16));
        _slots = new ulong[slots];
        _shift = 64 - BitOperations.Log2(slots);
        _filter = new ulong[slots * FilterBitsPerSlot / 64];
        _filterShift = 64 - BitOperations.Log2(slots * FilterBitsPerSlot);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int left, int right, int merged)
    {
        var pair = Pair(left, right);
        var hash = pair * Factor;
        _filter[hash >> _filterShift >> 6] |= 1UL << (int)(hash >> _filterShift);
        var slot = hash >> _shift;
        while (_slots[slot] != 0)
        {
            slot = (slot + 1) & (ulong)(_slots.Length - 1);
        }

        _slots[slot] = Taken | (pair << RankBits) | (uint)merged;
    }

    /// <summary>The rank of what the two merge into, or <see cref="int.MaxValue"/>.</summary>
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
}
