using LlmHttpMetrics.Prometheus.Collecting;

namespace LlmHttpMetrics.Prometheus.Exposition;

/// <summary>The page's metrics about itself, which do not belong to a meter.</summary>
internal static class OwnMetrics
{
    private static readonly FamilyText Series = new("llm.prometheus.series", unit: null, "Series held for this page.", MetricKind.Gauge, []);

    private static readonly FamilyText Overflowed = new(
        "llm.prometheus.overflowed",
        unit: null,
        "Measurements added to otel_metric_overflow=\"true\" because there were too many series.",
        MetricKind.Counter,
        []);

    private static readonly FamilyText Failures = new(
        "llm.prometheus.failures", unit: null, "Measurements lost due to a fault of this page.", MetricKind.Counter, []);

    public static void Write(TextBuffer text, Collector collector, LlmMetricsFormat format)
    {
        Write(text, Failures, collector.Failures, format);
        Write(text, Overflowed, collector.Limit.Overflowed, format);
        Write(text, Series, collector.Limit.Held, format);
    }

    private static void Write(TextBuffer text, FamilyText family, long value, LlmMetricsFormat format)
    {
        text.Append(family.HeadOf(format));
        text.Append(family.Sample);
        text.Append((byte)' ');
        text.Append(value);
        text.Append((byte)'\n');
    }
}
