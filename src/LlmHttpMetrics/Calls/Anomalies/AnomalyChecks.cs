namespace LlmHttpMetrics.Calls.Anomalies;

/// <summary>Checks whether token figures are plausible.</summary>
internal static class AnomalyChecks
{
    /// <summary>Differences below this number of tokens are ignored.</summary>
    private const long SmallDifference = 64;

    /// <summary>Counts with a lower confidence are not compared with the reported ones.</summary>
    private const double MinConfidence = 0.7;

    /// <summary>A token represents at least one byte.</summary>
    public static Anomaly Bytes(long? tokens, long bytes) => tokens > bytes ? Anomaly.TokensAboveBytes : Anomaly.None;

    /// <param name="output">Output tokens without reasoning: the limits of some providers exclude reasoning.</param>
    /// <param name="maxTokens">The request's token limit for one choice.</param>
    /// <param name="choices">The number of choices requested.</param>
    public static Anomaly Limit(long? output, double? maxTokens, double? choices) =>
        maxTokens is > 0 && output > maxTokens * Math.Max(1, choices ?? 1) ? Anomaly.OutputAboveMaxTokens : Anomaly.None;

    public static Anomaly Difference(long ours, long? reported, double confidence) =>
        reported is { } tokens && ours > 0 && confidence >= MinConfidence && Math.Abs(ours - tokens) > Math.Max(SmallDifference, tokens / 2)
            ? Anomaly.FarFromProvider
            : Anomaly.None;
}
