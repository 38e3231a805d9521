namespace LlmHttpMetrics.Prometheus;

/// <summary>Configures how metrics are kept for Prometheus.</summary>
public sealed class LlmPrometheusOptions
{
    /// <summary>
    /// The maximum number of series, that is combinations of tags, of all metrics together. Beyond it, new combinations are added to one series of
    /// their metric, <c>otel_metric_overflow="true"</c>, so that totals stay correct; the first hundred of each metric are kept in any case. A series
    /// takes about half a kilobyte, that of a histogram one kilobyte.
    /// </summary>
    /// <value>From 1 to 10,000,000; the default is 20,000.</value>
    public int MaxSeries { get; set; } = 20_000;

    /// <summary>
    /// Whether measurements are written with the trace and span that were current when they were made, if the trace was sampled; in OpenMetrics only.
    /// </summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool Exemplars { get; set; } = true;

    /// <summary>The clock for exemplars.</summary>
    /// <value>The default is the system clock.</value>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;
}
