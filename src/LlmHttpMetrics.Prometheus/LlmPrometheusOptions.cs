namespace LlmHttpMetrics.Prometheus;

/// <summary>How metrics are held for Prometheus.</summary>
public sealed class LlmPrometheusOptions
{
    /// <summary>
    /// How many series are held: combinations of tags, those of all metrics together. Beyond that, what is new is added to one series
    /// of its metric, <c>otel_metric_overflow="true"</c>, so that totals stay right; the first hundred of a metric are held in any case.
    /// A series takes about half a kilobyte, that of a histogram one.
    /// </summary>
    /// <value>From 1 to 10,000,000; the default is 20,000.</value>
    public int MaxSeries { get; set; } = 20_000;

    /// <summary>Whether the trace and span that were current at a measurement are shown beside it, where the trace was sampled; in OpenMetrics alone.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool Exemplars { get; set; } = true;

    /// <summary>The clock of exemplars.</summary>
    /// <value>The default is the system's.</value>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;
}
