using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LlmHttpMetrics.Tokenizers.Vocabularies;

namespace LlmHttpMetrics.Tokenizers.Merging;

/// <summary>The number of tokens of a piece: one if it is a token, else what the cache remembers, else what the encoder finds.</summary>
internal sealed class PieceCounter(BpeVocabulary vocabulary)
{
    private const int OnStack = 256;

    private readonly PieceCache _cache = new();

    public BpeVocabulary Vocabulary => vocabulary;

    /// <param name="piece">The piece.</param>
    /// <param name="length">Its bytes.</param>
    /// <param name="readable">The bytes that can be read from its beginning.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Count(ref byte piece, int length, int readable)
    {
        if (length > PieceKey.MaxLength || readable < PieceKey.Reach)
        {
            return CountUnusual(ref piece, length);
        }

        var key = PieceKey.Of(ref piece, length);
        var hash = key.Hash;
        return vocabulary.Short.IsFirst(key, hash) ? 1 : CountShort(ref piece, key, hash);
    }

    /// <summary>Of a piece whose key is not where its search in the vocabulary begins.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public int CountShort(ref byte piece, PieceKey key, uint hash)
    {
        var count = _cache.Find(key, hash);
        if (count > 0)
        {
            return count;
        }

        count = vocabulary.Short.Contains(key, hash) ? 1 : Merge(ref piece, key.Length);
        _cache.Set(key, hash, count);
        return count;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    [SkipLocalsInit]
    public int CountUnusual(ref byte piece, int length)
    {
        if (length > PieceKey.MaxLength)
        {
            return vocabulary.FindLong(MemoryMarshal.CreateReadOnlySpan(ref piece, length)) >= 0 ? 1 : Merge(ref piece, length);
        }

        Span<byte> padded = stackalloc byte[PieceKey.Reach];
        MemoryMarshal.CreateReadOnlySpan(ref piece, length).CopyTo(padded);
        return Count(ref MemoryMarshal.GetReference(padded), length, PieceKey.Reach);
    }

    public void Encode(ReadOnlySpan<byte> piece, List<int> ranks)
    {
        var padded = ArrayPool<byte>.Shared.Rent(piece.Length + PieceKey.Reach);
        piece.CopyTo(padded);
        var whole = vocabulary.Find(ref padded[0], piece.Length);
        if (whole >= 0)
        {
            ranks.Add(whole);
        }
        else
        {
            var tokens = ArrayPool<int>.Shared.Rent(piece.Length);
            var dead = new ulong[(piece.Length >> 6) + 1];
            var count = PieceEncoder.Encode(vocabulary, ref padded[0], piece.Length, tokens, dead);
            ranks.AddRange(tokens.AsSpan(0, count));
            ArrayPool<int>.Shared.Return(tokens);
        }

        ArrayPool<byte>.Shared.Return(padded);
    }

    private int Merge(ref byte piece, int length) => length <= OnStack ? MergeOnStack(ref piece, length) : MergeInPool(ref piece, length);

    [SkipLocalsInit]
    private int MergeOnStack(ref byte piece, int length)
    {
        Span<byte> text = stackalloc byte[OnStack + PieceKey.Reach];
        Span<int> tokens = stackalloc int[OnStack];
        Span<ulong> dead = stackalloc ulong[(OnStack / 64) + 1];
        dead.Clear();
        MemoryMarshal.CreateReadOnlySpan(ref piece, length).CopyTo(text);
        return PieceEncoder.Encode(vocabulary, ref MemoryMarshal.GetReference(text), length, tokens, dead);
    }

    private int MergeInPool(ref byte piece, int length)
    {
        var text = ArrayPool<byte>.Shared.Rent(length + PieceKey.Reach);
        var tokens = ArrayPool<int>.Shared.Rent(length);
        var dead = ArrayPool<ulong>.Shared.Rent((length >> 6) + 1);
        dead.AsSpan(0, (length >> 6) + 1).Clear();
        MemoryMarshal.CreateReadOnlySpan(ref piece, length).CopyTo(text);
        var count = PieceEncoder.Encode(vocabulary, ref text[0], length, tokens, dead);
        ArrayPool<ulong>.Shared.Return(dead);
        ArrayPool<int>.Shared.Return(tokens);
        ArrayPool<byte>.Shared.Return(text);
        return count;
    }
}
