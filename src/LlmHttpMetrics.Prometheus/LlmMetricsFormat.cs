namespace LlmHttpMetrics.Prometheus;

/// <summary>How the metrics are written.</summary>
public enum LlmMetricsFormat
{
    /// <summary>Prometheus' text format 0.0.4: https://prometheus.io/docs/instrumenting/exposition_formats/.</summary>
    Text,

    /// <summary>OpenMetrics 1.0, which has units and exemplars besides: https://prometheus.io/docs/specs/om/open_metrics_spec/.</summary>
    OpenMetrics,
}
