namespace LlmHttpMetrics.Calls.Anomalies;

/// <summary>Looks whether figures can be right.</summary>
internal static class AnomalyChecks
{
    /// <summary>A difference of fewer tokens is none to speak of.</summary>
    private const long SmallDifference = 64;

    /// <summary>What may be trusted less is not expected to be near.</summary>
    private const double LeastConfidence = 0.7;

    /// <summary>Every token stands for a byte at least.</summary>
    public static Anomaly Bytes(long? tokens, long bytes) => tokens > bytes ? Anomaly.TokensAboveBytes : Anomaly.None;

    /// <param name="output">Output tokens without reasoning: some providers' limits leave it out.</param>
    /// <param name="maxTokens">The request's limit for one choice.</param>
    /// <param name="choices">How many were asked for.</param>
    public static Anomaly Limit(long? output, double? maxTokens, double? choices) =>
        maxTokens is > 0 && output > maxTokens * Math.Max(1, choices ?? 1) ? Anomaly.OutputAboveMaxTokens : Anomaly.None;

    public static Anomaly Difference(long ours, long? reported, double confidence) =>
        reported is { } tokens && ours > 0 && confidence >= LeastConfidence && Math.Abs(ours - tokens) > Math.Max(SmallDifference, tokens / 2)
            ? Anomaly.FarFromProvider
            : Anomaly.None;
}
