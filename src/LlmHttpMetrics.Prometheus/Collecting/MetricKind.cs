namespace LlmHttpMetrics.Prometheus.Collecting;

/// <summary>What Prometheus takes an instrument for.</summary>
internal enum MetricKind
{
    Counter,
    Gauge,
    Histogram,
}
