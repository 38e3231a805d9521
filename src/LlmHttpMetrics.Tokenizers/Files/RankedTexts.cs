namespace LlmHttpMetrics.Tokenizers.Files;

/// <summary>Merges texts as defined: any two adjacent ones that form a token together, in the order of the tokens.</summary>
internal sealed class RankedTexts
{
    private readonly Dictionary<string, int> _ranks = new(StringComparer.Ordinal);

    public RankedTexts(IEnumerable<string> tokens)
    {
        foreach (var (token, rank) in tokens.Select((token, rank) => (token, rank)))
        {
            _ranks.TryAdd(token, rank);
        }
    }

    public int RankOf(string token) => _ranks[token];

    public bool TryGetRank(string token, out int rank) => _ranks.TryGetValue(token, out rank);

    /// <summary>Whether merging the token's characters yields the token.</summary>
    public bool LeadTo(string token) => LeadTo([.. token.EnumerateRunes().Select(rune => rune.ToString())]);

    /// <summary>Whether merging these parts leaves a single one.</summary>
    public bool LeadTo(List<string> parts)
    {
        while (parts.Count > 1)
        {
            var (lowest, at) = (int.MaxValue, 0);
            for (var i = 0; i + 1 < parts.Count; i++)
            {
                if (_ranks.TryGetValue(parts[i] + parts[i + 1], out var rank) && rank < lowest)
                {
                    (lowest, at) = (rank, i);
                }
            }

            if (lowest == int.MaxValue)
            {
                return false;
            }

            parts[at] += parts[at + 1];
            parts.RemoveAt(at + 1);
        }

        return true;
    }
}
