using System.Diagnostics.Metrics;

namespace LlmHttpMetrics.Prometheus.Collecting;

/// <summary>The upper bounds of a histogram's buckets.</summary>
internal static class Boundaries
{
    /// <summary>
    /// OpenTelemetry's default boundaries, for instruments without advice:
    /// https://opentelemetry.io/docs/specs/otel/metrics/sdk/#explicit-bucket-histogram-aggregation.
    /// </summary>
    private static readonly double[] Default = [0, 5, 10, 25, 50, 75, 100, 250, 500, 750, 1000, 2500, 5000, 7500, 10000];

    public static double[] Of(Instrument instrument) => instrument switch
    {
        Histogram<double> histogram => Advised(histogram),
        Histogram<int> histogram => Advised(histogram),
        Histogram<long> histogram => Advised(histogram),
        Histogram<float> histogram => Advised(histogram),
        Histogram<decimal> histogram => Advised(histogram),
        Histogram<short> histogram => Advised(histogram),
        Histogram<byte> histogram => Advised(histogram),
        _ => Default,
    };

    private static double[] Advised<T>(Histogram<T> histogram)
        where T : struct => histogram.Advice?.HistogramBucketBoundaries is { } advised
        ? [.. advised.Select(bound => Convert.ToDouble(bound, System.Globalization.CultureInfo.InvariantCulture))]
        : Default;
}
