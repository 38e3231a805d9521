using System.Runtime.CompilerServices;
using LlmHttpMetrics.Tokenizers.Vocabularies;

namespace LlmHttpMetrics.Tokenizers.Merging;

/// <summary>
/// Caches the token counts of pieces of up to fifteen bytes that are not a token, the last one for each slot. Shared by all threads without a lock: a
/// slot is read between two reads of its version, so that what two threads wrote is never mixed.
/// </summary>
internal sealed class PieceCache
{
    private const int SlotBits = 14;
    private const int Slots = 1 << SlotBits;
    private const int WordsOfSlot = 4;
    private const int VersionStep = 1 << 8;
    private const ulong Writing = VersionStep;
    private const ulong CountMask = VersionStep - 1;

    // Each slot has the version and count, both words of the key, and one unused word, so that two slots fill a cache line.
    private readonly AlignedTable _table = new(Slots * WordsOfSlot);

    /// <summary>The number of the piece's tokens, or zero if it is not cached.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(PieceKey key, uint hash)
    {
        ref var slot = ref Slot(hash);
        var before = Volatile.Read(ref slot);
        var low = Volatile.Read(ref Unsafe.Add(ref slot, 1));
        var high = Volatile.Read(ref Unsafe.Add(ref slot, 2));
        var same = ((low ^ key.Low) | (high ^ key.High) | (before & Writing) | (Volatile.Read(ref slot) ^ before)) == 0;
        return same ? (int)(before & CountMask) : 0;
    }

    public void Set(PieceKey key, uint hash, int count)
    {
        ref var slot = ref Slot(hash);
        var version = Volatile.Read(ref slot);
        if ((version & Writing) != 0 || Interlocked.CompareExchange(ref slot, version + Writing, version) != version)
        {
            // Another thread is writing here. Since this is only a cache, the value can be lost.
            return;
        }

        Volatile.Write(ref Unsafe.Add(ref slot, 1), key.Low);
        Volatile.Write(ref Unsafe.Add(ref slot, 2), key.High);
        Volatile.Write(ref slot, ((version + (2 * Writing)) & ~CountMask) | (uint)count);
    }

    // The high bits, since the low ones chose the slot among the tokens.
    private ref ulong Slot(uint hash) => ref Unsafe.Add(ref _table.First, (nuint)(hash >> (32 - SlotBits)) * WordsOfSlot);
}
