namespace LlmHttpMetrics.Tokenizers.Files;

/// <summary>
/// Merges by a list of pairs, as defined. Files created from ranks list every pair that yields a token, including those whose parts are created later
/// than the token; such a pair never occurs, unless it is the only way.
/// </summary>
internal sealed class ListedMerges
{
    private readonly Dictionary<(string Left, string Right), int> _ranks = [];

    public ListedMerges(List<(string Left, string Right)> merges)
    {
        for (var i = 0; i < merges.Count; i++)
        {
            _ranks.TryAdd(merges[i], i);
        }
    }

    /// <summary>Whether merging the characters of both parts ends with merging the parts.</summary>
    public bool EndWith(string left, string right)
    {
        var parts = (left + right).EnumerateRunes().Select(rune => rune.ToString()).ToList();
        while (parts.Count > 1)
        {
            var (lowest, at) = (int.MaxValue, 0);
            for (var i = 0; i + 1 < parts.Count; i++)
            {
                if (_ranks.TryGetValue((parts[i], parts[i + 1]), out var rank) && rank < lowest)
                {
                    (lowest, at) = (rank, i);
                }
            }

            if (lowest == int.MaxValue)
            {
                return false;
            }

            if (parts.Count == 2)
            {
                return parts[0] == left && parts[1] == right;
            }

            parts[at] += parts[at + 1];
            parts.RemoveAt(at + 1);
        }

        return false;
    }
}
