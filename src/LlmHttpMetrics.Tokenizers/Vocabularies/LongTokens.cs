using System.Numerics;
using System.Runtime.CompilerServices;

namespace LlmHttpMetrics.Tokenizers.Vocabularies;

/// <summary>The few tokens of more than fifteen bytes: an open-addressing table of ranks next to their bytes.</summary>
internal sealed class LongTokens
{
    private const int None = ShortTokens.None;

    private readonly (int Rank, int Start, int Length)[] _slots;
    private readonly byte[] _bytes;
    private readonly int _shift;
    private int _used;

    private LongTokens(int count, int bytes)
    {
        var slots = BitOperations.RoundUpToPowerOf2((uint)Math.Max(2 * count, 16));
        _slots = new (int, int, int)[slots];
        _shift = 64 - BitOperations.Log2(slots);
        _bytes = new byte[bytes];
    }

    public int MaxLength { get; private set; }

    /// <summary>Creates a table for the long ones of these tokens.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static LongTokens For(MergeList merges)
    {
        var (count, bytes) = (0, 0);
        foreach (var word in merges.Words)
        {
            var length = TokenWord.Length(word);
            count += length > PieceKey.MaxLength ? 1 : 0;
            bytes += length > PieceKey.MaxLength ? length : 0;
        }

        return new LongTokens(count, bytes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(ReadOnlySpan<byte> token, ulong hash, int rank)
    {
        var slot = hash >> _shift;
        while (_slots[slot].Length != 0)
        {
            slot = (slot + 1) & (ulong)(_slots.Length - 1);
        }

        token.CopyTo(_bytes.AsSpan(_used));
        _slots[slot] = (rank, _used, token.Length);
        _used += token.Length;
        MaxLength = Math.Max(MaxLength, token.Length);
    }

    /// <summary>The rank of the token with these bytes and this <see cref="PrefixHash"/>, or none.</summary>
    public int Find(ReadOnlySpan<byte> piece, ulong hash)
    {
        for (var slot = hash >> _shift; _slots[slot].Length != 0; slot = (slot + 1) & (ulong)(_slots.Length - 1))
        {
            var (rank, start, length) = _slots[slot];
            if (length == piece.Length && piece.SequenceEqual(_bytes.AsSpan(start, length)))
            {
                return rank;
            }
        }

        return None;
    }
}
