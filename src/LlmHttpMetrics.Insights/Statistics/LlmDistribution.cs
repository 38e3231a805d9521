namespace LlmHttpMetrics;

/// <summary>
/// How times are distributed, in seconds; all zero where there are none. Count, least, greatest, mean and standard deviation are of all
/// times. A percentile is the time that stands at that share of all times in order (the nearest rank), within 0.271 % from a microsecond
/// to four hours.
/// </summary>
public sealed record LlmDistribution
{
    /// <summary>Of how many times.</summary>
    public long Count { get; init; }

    /// <summary>The sum.</summary>
    public double Sum { get; init; }

    /// <summary>The least.</summary>
    public double Min { get; init; }

    /// <summary>The greatest.</summary>
    public double Max { get; init; }

    /// <summary>The mean.</summary>
    public double Mean { get; init; }

    /// <summary>The standard deviation of these times (not of a larger population that they would be a sample of).</summary>
    public double StandardDeviation { get; init; }

    /// <summary>Half of the times are not longer than this.</summary>
    public double P50 { get; init; }

    /// <summary>75 % of the times are not longer than this.</summary>
    public double P75 { get; init; }

    /// <summary>90 % of the times are not longer than this.</summary>
    public double P90 { get; init; }

    /// <summary>95 % of the times are not longer than this.</summary>
    public double P95 { get; init; }

    /// <summary>99 % of the times are not longer than this.</summary>
    public double P99 { get; init; }

    internal static LlmDistribution Empty { get; } = new();
}
