namespace LlmHttpMetrics.Prometheus;

/// <summary>The format in which metrics are written.</summary>
public enum LlmMetricsFormat
{
    /// <summary>Prometheus' text format 0.0.4: https://prometheus.io/docs/instrumenting/exposition_formats/.</summary>
    Text,

    /// <summary>OpenMetrics 1.0, which also has units and exemplars: https://prometheus.io/docs/specs/om/open_metrics_spec/.</summary>
    OpenMetrics,
}
