namespace LlmHttpMetrics.Insights.Statistics.Slices;

/// <summary>A sum in one currency, exact, and of how many calls.</summary>
internal struct Money
{
    public decimal Total;
    public long Calls;

    /// <summary>What of the sum rests on estimated tokens.</summary>
    public decimal Estimated;
    public long EstimatedCalls;

    public void Add(decimal amount, bool isExact)
    {
        Total += amount;
        Calls++;
        if (!isExact)
        {
            Estimated += amount;
            EstimatedCalls++;
        }
    }

    public void Add(in Money other)
    {
        Total += other.Total;
        Calls += other.Calls;
        Estimated += other.Estimated;
        EstimatedCalls += other.EstimatedCalls;
    }
}
