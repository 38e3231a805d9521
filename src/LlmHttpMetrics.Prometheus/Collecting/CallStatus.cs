namespace LlmHttpMetrics.Prometheus.Collecting;

/// <summary>The status of a call, for the short label.</summary>
internal enum CallStatus
{
    /// <summary>The measurement does not concern calls.</summary>
    None,
    Success,
    Error,
}
