namespace LlmHttpMetrics.Prometheus.Collecting;

/// <summary>The kind of a metric for Prometheus.</summary>
internal enum MetricKind
{
    Counter,
    Gauge,
    Histogram,
}
