namespace LlmHttpMetrics.Tokenizers.Vocabularies;

/// <summary>
/// A vocabulary as merges: every token in the order of its priority, with its bytes and the two earlier tokens that merge into it.
/// </summary>
internal sealed class MergeList
{
    /// <summary>Instead of a left part: the token is not merged from others, but is a byte or a character.</summary>
    public const int Base = -1;

    /// <summary>Instead of a left part: no merges lead to this token. It is only found if it is a whole piece.</summary>
    public const int Unreachable = -2;

    /// <summary>Instead of a left part: there is no token with this rank.</summary>
    public const int Hole = -3;

    private readonly int[] _starts;

    /// <param name="words">The <see cref="TokenWord"/> of every rank.</param>
    /// <param name="starts">The beginning of the bytes of each token, and the end of the last one.</param>
    /// <param name="bytes">The bytes of all tokens.</param>
    public MergeList(ulong[] words, int[] starts, byte[] bytes)
    {
        Words = words;
        _starts = starts;

        // A key is read sixteen bytes at a time, including that of the last token.
        Bytes = bytes.Length >= starts[^1] + PieceKey.Reach ? bytes : [.. bytes.AsSpan(0, starts[^1]), .. new byte[PieceKey.Reach]];
    }

    public int Count => Words.Length;

    /// <summary>The <see cref="TokenWord"/> of every rank.</summary>
    public ulong[] Words { get; }

    /// <summary>The bytes of all tokens one after the other, and sixteen bytes of padding.</summary>
    public byte[] Bytes { get; }

    public ReadOnlySpan<byte> this[int rank] => Bytes.AsSpan(_starts[rank], _starts[rank + 1] - _starts[rank]);

    /// <summary>
    /// If some token is merged from one with a later rank, every pair that yields a token: adjacent tokens are then not sufficient, and only merging
    /// as defined is exact. Otherwise empty.
    /// </summary>
    public IReadOnlyList<(int Left, int Right, int Merged)> LatePairs { get; init; } = [];

    /// <summary>The list of the first <paramref name="count"/> ranks.</summary>
    public MergeList First(int count) =>
        count == Count ? this : new MergeList(Words[..count], _starts[..(count + 1)], Bytes);
}
