namespace LlmHttpMetrics.Prometheus.Exposition;

/// <summary>The labels that older dashboards query, and the metrics that have them in addition to their own.</summary>
internal static class ShortLabels
{
    public const string Provider = "provider";
    public const string Model = "model";
    public const string Status = "status";

    public const string Success = "success";
    public const string Error = "error";

    /// <summary>The duration of calls, with these labels only.</summary>
    public const string Latency = "llm.request.latency";

    public static bool AreOn(string instrument) =>
        instrument is LlmInstrumentNames.Requests or LlmInstrumentNames.Tokens or LlmInstrumentNames.Cost or "llm.provider.health";
}
