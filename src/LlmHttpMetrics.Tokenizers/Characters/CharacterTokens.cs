using System.Text;
using LlmHttpMetrics.Tokenizers.Counting;
using LlmHttpMetrics.Tokenizers.Splitting;
using LlmHttpMetrics.Tokenizers.Vocabularies;

namespace LlmHttpMetrics.Tokenizers.Characters;

/// <summary>Collects the tokens of a file for a tokenizer based on characters.</summary>
internal sealed class CharacterTokens
{
    private readonly MergeBuilder _merges;
    private readonly List<int> _ids = [];
    private readonly Dictionary<string, int> _ranks = new(StringComparer.Ordinal);

    public CharacterTokens(int capacity)
    {
        _merges = new MergeBuilder(capacity);
    }

    public UnknownRule Unknown { get; init; }

    public PrefixRule Prefix { get; init; }

    /// <summary>Whether a new piece begins at every space.</summary>
    public bool CutAtEverySpace { get; init; }

    public int UnknownId { get; init; } = -1;

    /// <summary>The ids of the bytes.</summary>
    public int[] ByteIds { get; init; } = Enumerable.Repeat(-1, 256).ToArray();

    public Dictionary<string, int> Special { get; } = new(StringComparer.Ordinal);

    public static bool IsCharacter(string token) => token.Length > 0 && Rune.TryGetRuneAt(token, 0, out var rune) && rune.Utf16SequenceLength == token.Length;

    public bool Contains(string token) => _ranks.ContainsKey(token);

    public int RankOf(string token) => _ranks.GetValueOrDefault(token, -1);

    /// <summary>Adds a token that is not merged from others.</summary>
    public void AddAtom(string token, int id) => Add(token, id, MergeList.Base, 0);

    /// <summary>Gets the ranks of the token's characters, or the character that has none.</summary>
    public bool TryGetCharacters(string token, List<int> ranks, out string missing)
    {
        ranks.Clear();
        missing = "";
        foreach (var rune in token.EnumerateRunes())
        {
            missing = rune.ToString();
            if (!_ranks.TryGetValue(missing, out var rank))
            {
                return false;
            }

            ranks.Add(rank);
        }

        return true;
    }

    /// <summary>Adds a token that the earlier merges leave in two parts; returns whether they do.</summary>
    public bool TryAddMerge(string token, int id, List<int> characters, (int Left, int Right)? expected)
    {
        var parts = _merges.Merge([.. characters]);
        if (parts is not [var left, var right] || (expected is { } pair && pair != (left, right)))
        {
            return false;
        }

        Add(token, id, left, right);
        return true;
    }

    public Tokenizer BuildMerged(string name)
    {
        var vocabulary = new BpeVocabulary(_merges.Build(), atomsAreCharacters: true);
        return Build(name, vocabulary, new MergedPieces(vocabulary, Unknown));
    }

    public Tokenizer BuildUnigram(string name, double[] scores, bool single)
    {
        var vocabulary = new BpeVocabulary(_merges.Build(), atomsAreCharacters: true);
        return Build(name, vocabulary, new UnigramPieces(vocabulary, scores, Unknown, single));
    }

    private CharacterTokenizer Build(string name, BpeVocabulary vocabulary, CharacterPieces pieces)
    {
        int[] ids = [.. _ids, .. ByteIds, UnknownId];
        return new CharacterTokenizer(name, Scanner(pieces), vocabulary, ids, Special);
    }

    private TextScanner Scanner(CharacterPieces pieces)
    {
        if (CutAtEverySpace)
        {
            return new CharacterScanner<EverySpaceSplit>(pieces, Prefix);
        }

        // If a token has a space after another character, merges can cross the beginning of a word.
        return _ranks.Keys.Any(token => token.TrimStart(' ').Contains(' ', StringComparison.Ordinal))
            ? new CharacterScanner<NoSplit>(pieces, Prefix)
            : new CharacterScanner<BeforeSpacesSplit>(pieces, Prefix);
    }

    private void Add(string token, int id, int left, int right)
    {
        _ranks.Add(token, _merges.Add(Encoding.UTF8.GetBytes(token), left, right));
        _ids.Add(id);
    }
}
