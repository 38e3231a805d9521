namespace LlmHttpMetrics.Calls.Anomalies;

/// <summary>The names of anomalies, for each single one and for each combination.</summary>
internal static class AnomalyNames
{
    private static readonly (Anomaly One, string Name)[] All =
    [
        (Anomaly.TokensAboveBytes, LlmAnomalies.TokensAboveBytes),
        (Anomaly.OutputAboveMaxTokens, LlmAnomalies.OutputAboveMaxTokens),
        (Anomaly.FarFromProvider, LlmAnomalies.FarFromProvider),
    ];

    private static readonly string[][] Sets =
        [.. Enumerable.Range(0, 1 << All.Length).Select(set => All.Where(row => ((Anomaly)set).HasFlag(row.One)).Select(row => row.Name).ToArray())];

    /// <summary>The names of the anomalies in a set.</summary>
    public static IReadOnlyList<string> Of(Anomaly set) => Sets[(int)set];
}
