using System.Diagnostics.Metrics;

namespace LlmHttpMetrics.Telemetry;

/// <summary>Bucket boundaries: those that the conventions recommend, and our own where they recommend none.</summary>
internal static class Buckets
{
    /// <summary>Convention v1.41, with three boundaries added at the end: reasoning calls run for minutes.</summary>
    public static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92, 163.84, 327.68, 655.36],
    };

    /// <summary>Our own boundaries, for values between 0 and 1.</summary>
    public static readonly InstrumentAdvice<double> Shares = new() { HistogramBucketBoundaries = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1] };

    public static readonly InstrumentAdvice<int> Tokens = new()
    {
        HistogramBucketBoundaries = [1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864],
    };

    /// <summary>Creates a histogram of seconds with the buckets of the conventions.</summary>
    public static Histogram<double> CreateSeconds(this Meter meter, string name, string description) =>
        meter.CreateHistogram(name, "s", description, tags: null, Seconds);

    /// <summary>Creates a histogram of tokens with the buckets of the conventions.</summary>
    public static Histogram<int> CreateTokens(this Meter meter, string name, string description) =>
        meter.CreateHistogram(name, "{token}", description, tags: null, Tokens);
}
