namespace LlmHttpMetrics.Insights.Statistics.Slices;

/// <summary>A sum, and of how many calls.</summary>
internal struct Amount
{
    public long Total;
    public long Calls;

    public void Add(long? figure)
    {
        if (figure is { } known)
        {
            Add(new Amount { Total = Math.Max(known, 0), Calls = 1 });
        }
    }

    /// <summary>A figure that a provider made up must not turn the sum over.</summary>
    public void Add(in Amount other)
    {
        Total = other.Total > long.MaxValue - Total ? long.MaxValue : Total + other.Total;
        Calls += other.Calls;
    }
}
