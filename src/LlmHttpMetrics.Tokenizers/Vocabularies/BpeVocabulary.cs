using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LlmHttpMetrics.Tokenizers.Vocabularies;

/// <summary>The tables for counting by merges. Immutable, apart from the cache of <see cref="ShorterThan"/>.</summary>
internal sealed class BpeVocabulary
{
    public const int None = ShortTokens.None;

    /// <summary>The number of bits of a rank.</summary>
    public const int RankBits = PairTable.RankBits;

    /// <summary>The maximum number of tokens.</summary>
    public const int MaxCount = (1 << RankBits) - 2;

    /// <summary>The maximum number of bytes of a token.</summary>
    public const int MaxTokenLength = (1 << LengthBits) - 1;

    private const int LengthBits = 11;
    private const uint LengthMask = MaxTokenLength;
    private const uint Unknown = 0;

    // Not a rank, with a length that no token has.
    private const uint NoShorter = 1;

    // For each rank, its parts and its length.
    private readonly ulong[] _words;

    // For each rank, as far as computed: the rank plus one and the length of the longest token that it begins with.
    private readonly uint[] _shorter;
    private readonly PrefixFilter _filter;
    private readonly bool _atomsAreCharacters;

    /// <param name="merges">The tokens.</param>
    /// <param name="atomsAreCharacters">Whether merging starts from characters instead of bytes.</param>
    public BpeVocabulary(MergeList merges, bool atomsAreCharacters = false)
    {
        _atomsAreCharacters = atomsAreCharacters;
        Count = merges.Count;
        _words = merges.Words;
        _shorter = new uint[Count];
        _filter = new PrefixFilter(Count);
        HasLateParts = merges.LatePairs.Count > 0;
        Long = LongTokens.For(merges);
        var (tokens, pairs) = ((ShortTokens?)null, (PairTable?)null);
        Parallel.Invoke(() => tokens = ShortTokens.Of(merges), () => pairs = PairTable.Of(merges), () => FillPrefixes(merges));
        Short = tokens!;
        Pairs = pairs!;
    }

    public int Count { get; }

    /// <summary>Whether a token is merged from one with a later rank, so that pieces must be merged as defined.</summary>
    public bool HasLateParts { get; }

    public ShortTokens Short { get; }

    public LongTokens Long { get; }

    public PairTable Pairs { get; }

    /// <summary>The bytes of the tokens that are not merged from others.</summary>
    public Dictionary<int, byte[]> Atoms { get; } = [];

    /// <summary>The number of bytes of the token; zero if no token has that rank.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Length(int rank) => TokenWord.Length(Word(rank));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Left(int rank) => TokenWord.Left(Word(rank));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Right(int rank) => TokenWord.Right(Word(rank));

    /// <summary>The rank of the token with exactly these bytes; sixteen bytes must be readable regardless of the length.</summary>
    public int Find(ref byte text, int length) => length <= PieceKey.MaxLength
        ? Short.Find(PieceKey.Of(ref text, length))
        : FindLong(MemoryMarshal.CreateReadOnlySpan(ref text, length));

    public int FindLong(ReadOnlySpan<byte> piece) => piece.Length > Long.MaxLength ? None : Long.Find(piece, PrefixHash.Of(piece));

    /// <summary>The token without parts that the text begins with.</summary>
    public int FirstAtom(ref byte text, out int length)
    {
        length = 1;
        if (_atomsAreCharacters && text >= 0xC0)
        {
            length = text < 0xE0 ? 2 : text < 0xF0 ? 3 : 4;
        }

        return Short.Find(PieceKey.Of(ref text, length));
    }

    /// <summary>The longest token that the text begins with and that merges lead to, or none.</summary>
    /// <param name="text">The text; <see cref="PieceKey.Reach"/> bytes beyond its end can be read.</param>
    /// <param name="available">The length of the text.</param>
    /// <param name="found">The length of the token.</param>
    public int Longest(ref byte text, int available, out int found)
    {
        var hash = PrefixHash.Empty;
        var candidateHash = hash;
        var candidate = 0;
        for (var length = 1; length <= available; length++)
        {
            hash = PrefixHash.Add(hash, Unsafe.Add(ref text, length - 1));
            var seen = _filter.Get(hash);
            if (seen == 0)
            {
                break;
            }

            if ((seen & PrefixFilter.Token) != 0)
            {
                candidate = length;
                candidateHash = hash;
            }
        }

        // The filter can return a false positive, so the bytes are compared.
        var rank = candidate <= PieceKey.MaxLength
            ? Short.Find(PieceKey.Of(ref text, candidate))
            : Long.Find(MemoryMarshal.CreateReadOnlySpan(ref text, candidate), candidateHash);
        while ((rank < 0 || !TokenWord.IsMerged(Word(rank))) && candidate > 1)
        {
            rank = Find(ref text, --candidate);
        }

        found = candidate;
        return rank;
    }

    /// <summary>
    /// Whether a token can begin with these bytes, the last of which is not in the hash yet; also returns the rank of the token with exactly these
    /// bytes, or none.
    /// </summary>
    public bool TryExtend(ReadOnlySpan<byte> prefix, ref ulong hash, out int rank)
    {
        hash = PrefixHash.Add(hash, prefix[^1]);
        var seen = _filter.Get(hash);
        rank = (seen & PrefixFilter.Token) == 0 ? None
            : prefix.Length > PieceKey.MaxLength ? Long.Find(prefix, hash)
            : Short.Find(PieceKey.Of(ref MemoryMarshal.GetReference(prefix), prefix.Length));
        return seen != 0;
    }

    /// <summary>The longest token that this token, at the beginning of the text, begins with, or none.</summary>
    /// <param name="rank">The rank of the token.</param>
    /// <param name="length">The length of the token; afterwards, the length of the one found.</param>
    /// <param name="text">The text.</param>
    public int ShorterThan(int rank, ref int length, ref byte text)
    {
        // Computed on first use. Two threads can compute it at once; both write the same word.
        ref var known = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_shorter), rank);
        var found = known;
        if (found == Unknown)
        {
            found = length == 1 ? NoShorter : Shorter(ref text, length - 1);
            known = found;
        }

        length = (int)(found & LengthMask);
        return (int)(found >> LengthBits) - 1;
    }

    private uint Shorter(ref byte text, int available)
    {
        var rank = Longest(ref text, available, out var length);
        return rank < 0 ? NoShorter : ((uint)(rank + 1) << LengthBits) | (uint)length;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong Word(int rank) => Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_words), rank);

    // Optimized immediately: it runs once, and would be finished before tiered compilation starts.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FillPrefixes(MergeList merges)
    {
        ref var token = ref MemoryMarshal.GetArrayDataReference(merges.Bytes);
        for (var rank = 0; rank < Count; rank++)
        {
            var word = Word(rank);
            var length = TokenWord.Length(word);
            var hash = TokenWord.IsMerged(word) ? AddPrefixes(ref token, length) : PrefixHash.Of(merges[rank]);
            if (length > PieceKey.MaxLength)
            {
                Long.Add(merges[rank], hash, rank);
            }

            if (length > 0 && TokenWord.Left(word) >= rank)
            {
                Atoms.Add(rank, merges[rank].ToArray());
            }

            token = ref Unsafe.Add(ref token, length);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong AddPrefixes(ref byte token, int length)
    {
        var hash = PrefixHash.Empty;
        for (var i = 0; i < length - 1; i++)
        {
            hash = PrefixHash.Add(hash, Unsafe.Add(ref token, i));
            _filter.Add(hash, PrefixFilter.Prefix);
        }

        hash = PrefixHash.Add(hash, Unsafe.Add(ref token, length - 1));
        _filter.Add(hash, PrefixFilter.Prefix | PrefixFilter.Token);
        return hash;
    }
}
