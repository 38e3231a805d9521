using System.Runtime.Intrinsics;

namespace LlmHttpMetrics.Tokenizers.Vocabularies;

/// <summary>
/// A vocabulary as merges: every token in the order of its priority, with its bytes and the two earlier tokens that merge into it.
/// </summary>
internal sealed class MergeList
{
    /// <summary>In place of a left part: the token is not made of others. A byte, or a character.</summary>
    public const int Base = -1;

    /// <summary>In place of a left part: no merges lead to this token. It is found where it is a whole piece, and nowhere else.</summary>
    public const int Unreachable = -2;

    /// <summary>In place of a left part: there is no token of this rank.</summary>
    public const int Hole = -3;

    private readonly byte[] _bytes;
    private readonly int[] _starts;

    public MergeList(byte[] bytes, int[] starts, int[] left, int[] right)
    {
        // A key is read sixteen bytes at a time, that of the last token as well.
        _bytes = bytes.Length >= starts[^1] + PieceKey.Reach ? bytes : [.. bytes.AsSpan(0, starts[^1]), .. new byte[PieceKey.Reach]];
        _starts = starts;
        Left = left;
        Right = right;
    }

    public int Count => Left.Length;

    /// <summary>The bytes of all tokens, and sixteen more.</summary>
    public byte[] Bytes => _bytes;

    /// <summary>Where each token begins, and where the last one ends.</summary>
    public int[] Starts => _starts;

    public int[] Left { get; }

    public int[] Right { get; }

    public ReadOnlySpan<byte> this[int rank] => _bytes.AsSpan(_starts[rank], _starts[rank + 1] - _starts[rank]);

    /// <summary>
    /// Where some token is merged from one of a later rank, every pair that gives a token: neighbours then tell nothing, and only
    /// merging by definition is exact. Empty otherwise.
    /// </summary>
    public IReadOnlyList<(int Left, int Right, int Merged)> LatePairs { get; init; } = [];

    /// <summary>The list of the first <paramref name="count"/> ranks.</summary>
    public MergeList First(int count) =>
        count == Count ? this : new MergeList(_bytes, _starts[..(count + 1)], Left[..count], Right[..count]);

    /// <summary>Makes the list of tokens whose bytes follow from their parts. Parts come before what is made of them.</summary>
    public static MergeList FromParts(int[] left, int[] right, ReadOnlySpan<byte> baseBytes)
    {
        var starts = new int[left.Length + 1];
        for (int i = 0, length = 0; i < left.Length; i++)
        {
            length += left[i] switch { >= 0 => Length(left[i]) + Length(right[i]), Base => 1, _ => 0 };
            starts[i + 1] = length;
        }

        // Parts are copied sixteen bytes at a time. What is too much is written over by the next token.
        var bytes = new byte[starts[^1] + PieceKey.Reach];
        for (var i = 0; i < left.Length; i++)
        {
            if (left[i] >= 0)
            {
                Copy(left[i], starts[i]);
                Copy(right[i], starts[i] + Length(left[i]));
            }
            else if (left[i] == Base)
            {
                bytes[starts[i]] = baseBytes[i];
            }
        }

        return new MergeList(bytes, starts, left, right);

        int Length(int rank) => starts[rank + 1] - starts[rank];

        void Copy(int rank, int to)
        {
            var length = Length(rank);
            if (length <= PieceKey.Reach)
            {
                Vector128.Create(bytes, starts[rank]).CopyTo(bytes, to);
            }
            else
            {
                bytes.AsSpan(starts[rank], length).CopyTo(bytes.AsSpan(to));
            }
        }
    }
}
