using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LlmHttpMetrics.Tokenizers.Vocabularies;

namespace LlmHttpMetrics.Tokenizers.Merging;

/// <summary>Counts the tokens of a piece: one if it is a token, otherwise the cached count, otherwise the result of the encoder.</summary>
internal sealed class PieceCounter(BpeVocabulary vocabulary)
{
    private const int OnStack = 256;

    private readonly PieceCache _cache = new();

    public BpeVocabulary Vocabulary => vocabulary;

    /// <param name="piece">The piece.</param>
    /// <param name="length">Its bytes.</param>
    /// <param name="readable">The number of bytes that can be read from its beginning.</param>
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

    /// <summary>Counts a piece whose key is not in the first slot of its search in the vocabulary.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public int CountShort(ref byte piece, PieceKey key, uint hash)
    {
        if (vocabulary.Short.Contains(key, hash))
        {
            return 1;
        }

        var count = _cache.Find(key, hash);
        if (count == 0)
        {
            count = Merge(ref piece, key.Length);
            _cache.Set(key, hash, count);
        }

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
        using var buffers = new EncoderBuffers(piece);
        var whole = vocabulary.Find(ref buffers.Text, piece.Length);
        if (whole >= 0)
        {
            ranks.Add(whole);
        }
        else
        {
            ranks.AddRange(buffers.Tokens[..Encode(ref buffers.Text, piece.Length, buffers.Tokens, buffers.Dead)]);
        }
    }

    private int Merge(ref byte piece, int length)
    {
        if (length >= RunCounter.MinLength && !vocabulary.HasLateParts && MemoryMarshal.CreateReadOnlySpan(ref piece, length).IndexOfAnyExcept(piece) < 0)
        {
            var count = RunCounter.Count(vocabulary, vocabulary.FirstAtom(ref piece, out _), length);
            if (count > 0)
            {
                return count;
            }
        }

        return length <= OnStack ? MergeOnStack(ref piece, length) : MergeInPool(ref piece, length);
    }

    private int Encode(ref byte text, int length, Span<int> tokens, Span<ulong> dead)
    {
        var count = vocabulary.HasLateParts ? PieceEncoder.TooManySteps : PieceEncoder.Encode(vocabulary, ref text, length, tokens, dead);
        return count == PieceEncoder.TooManySteps ? QueueEncoder.Encode(vocabulary, ref text, length, tokens) : count;
    }

    [SkipLocalsInit]
    private int MergeOnStack(ref byte piece, int length)
    {
        Span<byte> text = stackalloc byte[OnStack + PieceKey.Reach];
        Span<int> tokens = stackalloc int[OnStack];
        Span<ulong> dead = stackalloc ulong[(OnStack / 64) + 1];
        dead.Clear();
        MemoryMarshal.CreateReadOnlySpan(ref piece, length).CopyTo(text);
        return Encode(ref MemoryMarshal.GetReference(text), length, tokens, dead);
    }

    private int MergeInPool(ref byte piece, int length)
    {
        using var buffers = new EncoderBuffers(MemoryMarshal.CreateReadOnlySpan(ref piece, length));
        return Encode(ref buffers.Text, length, buffers.Tokens, buffers.Dead);
    }
}
