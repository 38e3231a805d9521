namespace LlmHttpMetrics;

/// <summary>
/// The distribution of durations, in seconds; all values are zero if there are none. Count, sum, minimum, maximum, mean and standard deviation are computed
/// from all durations. Percentiles use the nearest-rank method and are within 0.271 % of the exact value from a microsecond to four hours.
/// </summary>
public sealed record LlmDistribution
{
    /// <summary>The number of durations.</summary>
    public long Count { get; init; }

    /// <summary>The sum.</summary>
    public double Sum { get; init; }

    /// <summary>The minimum.</summary>
    public double Min { get; init; }

    /// <summary>The maximum.</summary>
    public double Max { get; init; }

    /// <summary>The mean.</summary>
    public double Mean { get; init; }

    /// <summary>The population standard deviation.</summary>
    public double StandardDeviation { get; init; }

    /// <summary>The 50th percentile, or median.</summary>
    public double P50 { get; init; }

    /// <summary>The 75th percentile.</summary>
    public double P75 { get; init; }

    /// <summary>The 90th percentile.</summary>
    public double P90 { get; init; }

    /// <summary>The 95th percentile.</summary>
    public double P95 { get; init; }

    /// <summary>The 99th percentile.</summary>
    public double P99 { get; init; }

    internal static LlmDistribution Empty { get; } = new();
}
