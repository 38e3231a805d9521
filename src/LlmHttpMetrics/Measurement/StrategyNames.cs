namespace LlmHttpMetrics.Measurement;

/// <summary>Reads the names of strategies, of which several may stand in one setting.</summary>
internal static class StrategyNames
{
    private static readonly string[] BuiltIn = [LlmStrategies.Auto, LlmStrategies.Token, LlmStrategies.Capacity, LlmStrategies.Hybrid];

    /// <summary>The names that are known.</summary>
    public static string Allowed => string.Join(", ", BuiltIn);

    /// <summary>The plan that a setting asks for; null where it names no strategy or one that is not known.</summary>
    public static StrategyPlan? Plan(string? names, string reason)
    {
        var words = (names ?? "").Split(',', StringSplitOptions.TrimEntries);
        return Array.TrueForAll(words, word => BuiltIn.Contains(word, StringComparer.OrdinalIgnoreCase))
            ? new StrategyPlan(
                string.Join(',', words).ToLowerInvariant(),
                CountsCapacity: NamesAny(words, LlmStrategies.Capacity, LlmStrategies.Hybrid),
                CountsTokens: NamesAny(words, LlmStrategies.Auto, LlmStrategies.Token, LlmStrategies.Hybrid),
                reason)
            : null;
    }

    private static bool NamesAny(string[] words, params string[] names) => words.Intersect(names, StringComparer.OrdinalIgnoreCase).Any();
}
