namespace LlmHttpMetrics.Prometheus.Collecting;

/// <summary>The short word for how a call ended.</summary>
internal enum CallStatus
{
    /// <summary>It is no figure of calls.</summary>
    None,
    Success,
    Error,
}
