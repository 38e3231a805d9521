namespace LlmHttpMetrics.Insights.Statistics.Slices;

/// <summary>A sum and its number of calls.</summary>
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

    /// <summary>Saturates, because a value invented by a provider must not overflow the sum.</summary>
    public void Add(in Amount other)
    {
        Total = other.Total > long.MaxValue - Total ? long.MaxValue : Total + other.Total;
        Calls += other.Calls;
    }
}
