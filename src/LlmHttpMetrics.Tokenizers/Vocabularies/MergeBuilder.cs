using System.Buffers;
using System.Runtime.InteropServices;

namespace LlmHttpMetrics.Tokenizers.Vocabularies;

/// <summary>Builds a list of merges token by token, in the order of their ranks, and determines which tokens merge into which.</summary>
internal sealed class MergeBuilder(int capacity)
{
    private readonly ArrayBufferWriter<byte> _bytes = new(8 * Math.Max(capacity, 1));
    private readonly List<int> _starts = [0];
    private readonly List<ulong> _words = new(capacity);
    private readonly PairTable _pairs = new(capacity);
    private readonly List<int> _parts = [];

    public int Count => _words.Count;

    public ReadOnlySpan<byte> this[int rank] => _bytes.WrittenSpan[_starts[rank].._starts[rank + 1]];

    public int Add(ReadOnlySpan<byte> token, int left, int right = 0)
    {
        if (token.Length > BpeVocabulary.MaxTokenLength || Count == BpeVocabulary.MaxCount)
        {
            throw new VocabularyException("file", FormattableString.Invariant(
                $"It has more than {BpeVocabulary.MaxCount} tokens, or one of more than {BpeVocabulary.MaxTokenLength} bytes."));
        }

        _bytes.Write(token);
        _starts.Add(_bytes.WrittenCount);
        _words.Add(left switch
        {
            >= 0 => TokenWord.Of(left, right, token.Length),
            MergeList.Base => TokenWord.Of(_words.Count, _words.Count, token.Length),
            _ => TokenWord.Of(TokenWord.NoPart, TokenWord.NoPart, token.Length),
        });
        if (left >= 0)
        {
            _pairs.Add(left, right, Count - 1);
        }

        return Count - 1;
    }

    /// <summary>Merges these tokens by the merges so far.</summary>
    public ReadOnlySpan<int> Merge(ReadOnlySpan<int> atoms)
    {
        _parts.Clear();
        _parts.AddRange(atoms);
        while (_parts.Count > 1)
        {
            var ranks = CollectionsMarshal.AsSpan(_parts);
            var (lowest, at) = (int.MaxValue, 0);
            for (var i = 0; i + 1 < ranks.Length; i++)
            {
                var merged = _pairs.Find(ranks[i], ranks[i + 1]);
                if (merged < lowest)
                {
                    (lowest, at) = (merged, i);
                }
            }

            if (lowest == int.MaxValue)
            {
                break;
            }

            _parts[at] = lowest;
            _parts.RemoveAt(at + 1);
        }

        return CollectionsMarshal.AsSpan(_parts);
    }

    public MergeList Build(IReadOnlyList<(int Left, int Right, int Merged)>? latePairs = null) =>
        new([.. _words], [.. _starts], _bytes.WrittenSpan.ToArray()) { LatePairs = latePairs ?? [] };
}
