using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace LlmHttpMetrics.Tokenizers.Vocabularies;

/// <summary>The tokens of up to fifteen bytes, in one open-addressing table that contains the bytes themselves.</summary>
/// <remarks>Filled in the order of ranks, so that the most frequent tokens are in the first slot of their search.</remarks>
internal sealed class ShortTokens
{
    public const int None = -1;

    // The number of tokens by which slots of the table are prefetched before they are written.
    private const int Ahead = 12;

    private readonly AlignedTable _keys;
    private readonly int[] _ranks;
    private readonly uint _mask;

    private ShortTokens(int count)
    {
        var slots = Math.Max(16, (int)BitOperations.RoundUpToPowerOf2((uint)count + ((uint)count / 4)));
        _mask = (uint)slots - 1;
        _keys = new AlignedTable(2 * slots);
        _ranks = new int[slots];
        Pages.Touch(_ranks);
    }

    /// <summary>Creates the table for the short ones of these tokens.</summary>
    // Optimized immediately: it runs once, and would be finished before tiered compilation starts.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static ShortTokens Of(MergeList merges)
    {
        var words = merges.Words;
        var count = 0;
        foreach (var word in words)
        {
            count += TokenWord.Length(word) is > 0 and <= PieceKey.MaxLength ? 1 : 0;
        }

        var table = new ShortTokens(count);
        ref var token = ref MemoryMarshal.GetArrayDataReference(merges.Bytes);
        ref var soon = ref token;
        for (var rank = -Ahead; rank < words.Length; rank++)
        {
            if (rank + Ahead < words.Length)
            {
                var next = TokenWord.Length(words[rank + Ahead]);
                table.Prefetch(PieceKey.Of(ref soon, Math.Min(next, PieceKey.MaxLength)));
                soon = ref Unsafe.Add(ref soon, next);
            }

            if (rank < 0)
            {
                continue;
            }

            var length = TokenWord.Length(words[rank]);
            if (length is > 0 and <= PieceKey.MaxLength)
            {
                table.Add(PieceKey.Of(ref token, length), rank);
            }

            token = ref Unsafe.Add(ref token, length);
        }

        return table;
    }

    /// <summary>Whether the key is in the first slot of its search, as most keys are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsFirst(PieceKey key, uint hash)
    {
        ref var slot = ref Unsafe.Add(ref _keys.First, 2 * (nuint)(hash & _mask));
        return ((slot ^ key.Low) | (Unsafe.Add(ref slot, 1) ^ key.High)) == 0;
    }

    public bool Contains(PieceKey key, uint hash) => Slot(key, hash) >= 0;

    /// <summary>The rank of the token with these bytes, or <see cref="None"/>.</summary>
    public int Find(PieceKey key)
    {
        var slot = Slot(key, key.Hash);
        return slot < 0 ? None : Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_ranks), slot);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Slot(PieceKey key, uint hash)
    {
        ref var keys = ref _keys.First;
        for (var slot = hash & _mask; ; slot = (slot + 1) & _mask)
        {
            ref var at = ref Unsafe.Add(ref keys, 2 * (nuint)slot);
            if (((at ^ key.Low) | (Unsafe.Add(ref at, 1) ^ key.High)) == 0)
            {
                return (int)slot;
            }

            if (Unsafe.Add(ref at, 1) == 0)
            {
                return None;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Add(PieceKey key, int rank)
    {
        ref var keys = ref _keys.First;
        var slot = key.Hash & _mask;
        while (Unsafe.Add(ref keys, (2 * (nuint)slot) + 1) != 0)
        {
            slot = (slot + 1) & _mask;
        }

        Unsafe.Add(ref keys, 2 * (nuint)slot) = key.Low;
        Unsafe.Add(ref keys, (2 * (nuint)slot) + 1) = key.High;
        Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_ranks), slot) = rank;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private unsafe void Prefetch(PieceKey key)
    {
        if (Sse.IsSupported)
        {
            var slot = key.Hash & _mask;
            Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.Add(ref _keys.First, 2 * (nuint)slot)));
            Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_ranks), slot)));
        }
    }
}
