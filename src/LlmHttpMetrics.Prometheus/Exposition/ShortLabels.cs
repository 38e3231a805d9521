namespace LlmHttpMetrics.Prometheus.Exposition;

/// <summary>The labels by which older dashboards ask, and the metrics that have them besides their own.</summary>
internal static class ShortLabels
{
    public const string Provider = "provider";
    public const string Model = "model";
    public const string Status = "status";

    public const string Success = "success";
    public const string Error = "error";

    /// <summary>The duration of calls, with these labels alone.</summary>
    public const string Latency = "llm.request.latency";

    public static bool AreOn(string instrument) =>
        instrument is LlmInstrumentNames.Requests or LlmInstrumentNames.Tokens or LlmInstrumentNames.Cost or "llm.provider.health";
}
