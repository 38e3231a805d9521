using System.Text;
using LlmHttpMetrics.Tokenizers.Vocabularies;

namespace LlmHttpMetrics.Tokenizers.Files;

/// <summary>Finds the two parts from which each token is merged, for tokens given as bytes in the order of their ranks.</summary>
internal sealed class RankedTokens
{
    private readonly byte[] _bytes;
    private readonly int[] _starts;
    private readonly Func<int, string, VocabularyException> _refuse;
    private readonly MergeBuilder _merges;
    private readonly int[] _byteRanks = new int[256];
    private RankedTexts? _texts;
    private bool _hasLateParts;

    private RankedTokens(byte[] bytes, int[] starts, Func<int, string, VocabularyException> refuse)
    {
        _bytes = bytes;
        _starts = starts;
        _refuse = refuse;
        _merges = new MergeBuilder(starts.Length - 1);
    }

    private int Count => _starts.Length - 1;

    private ReadOnlySpan<byte> this[int rank] => _bytes.AsSpan(_starts[rank], _starts[rank + 1] - _starts[rank]);

    /// <summary>Creates the list of merges; an empty token is a gap.</summary>
    /// <param name="bytes">The bytes of all tokens.</param>
    /// <param name="starts">The beginning of each token, and the end of the last.</param>
    /// <param name="refuse">Creates the exception for an invalid token, by its rank.</param>
    public static MergeList Merges(byte[] bytes, int[] starts, Func<int, string, VocabularyException> refuse) =>
        new RankedTokens(bytes, starts, refuse).Run();

    private MergeList Run()
    {
        FindBytes();
        Span<int> atoms = stackalloc int[BpeVocabulary.MaxTokenLength];
        for (var rank = 0; rank < Count; rank++)
        {
            var token = this[rank];
            if (token.Length < 2)
            {
                _merges.Add(token, token.IsEmpty ? MergeList.Hole : MergeList.Base);
                continue;
            }

            if (token.Length > BpeVocabulary.MaxTokenLength)
            {
                throw _refuse(rank, $"The token has {token.Length} bytes, more than {BpeVocabulary.MaxTokenLength}.");
            }

            for (var i = 0; i < token.Length; i++)
            {
                atoms[i] = _byteRanks[token[i]];
            }

            var parts = _merges.Merge(atoms[..token.Length]);
            if (parts is [var left, var right] && left < rank && right < rank)
            {
                _merges.Add(token, left, right);
                continue;
            }

            Check(rank, token, parts);
            _merges.Add(token, MergeList.Unreachable);
        }

        return _merges.Build(_hasLateParts ? AllPairs(_texts!) : []);
    }

    private void FindBytes()
    {
        Array.Fill(_byteRanks, -1);
        for (var rank = 0; rank < Count; rank++)
        {
            var token = this[rank];
            if (token.Length == 1 && _byteRanks[token[0]] >= 0)
            {
                throw Duplicate(rank, _byteRanks[token[0]]);
            }

            if (token.Length == 1)
            {
                _byteRanks[token[0]] = rank;
            }
        }

        var missing = Array.IndexOf(_byteRanks, -1);
        if (missing >= 0)
        {
            throw _refuse(Count - 1, FormattableString.Invariant($"The file ends without a token for the byte 0x{missing:X2}."));
        }
    }

    /// <summary>Checks a token that the earlier ones do not lead to: whether it is a duplicate, or whether later ones lead to it.</summary>
    private void Check(int rank, ReadOnlySpan<byte> token, ReadOnlySpan<int> parts)
    {
        if (parts.Length == 1)
        {
            throw Duplicate(rank, parts[0]);
        }

        _texts ??= new RankedTexts(Enumerable.Range(0, Count).Select(one => Encoding.Latin1.GetString(this[one])));
        var text = Encoding.Latin1.GetString(token);
        if (_texts.RankOf(text) != rank)
        {
            throw Duplicate(rank, _texts.RankOf(text));
        }

        _hasLateParts |= _texts.LeadTo([.. text.Select(b => b.ToString())]);
    }

    /// <summary>Every pair of tokens that yields a token.</summary>
    private List<(int Left, int Right, int Merged)> AllPairs(RankedTexts texts)
    {
        List<(int, int, int)> pairs = [];
        for (var rank = 0; rank < Count; rank++)
        {
            var text = Encoding.Latin1.GetString(this[rank]);
            for (var i = 1; i < text.Length; i++)
            {
                if (texts.TryGetRank(text[..i], out var left) && texts.TryGetRank(text[i..], out var right))
                {
                    pairs.Add((left, right, rank));
                }
            }
        }

        return pairs;
    }

    private VocabularyException Duplicate(int rank, int first) =>
        _refuse(rank, FormattableString.Invariant($"The token is the same as that of rank {first}."));
}
