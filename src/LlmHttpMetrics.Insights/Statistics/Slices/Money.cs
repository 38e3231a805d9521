namespace LlmHttpMetrics.Insights.Statistics.Slices;

/// <summary>An exact sum in one currency, and its number of calls.</summary>
internal struct Money
{
    public decimal Total;
    public long Calls;

    /// <summary>The part of the sum that is based on estimated tokens.</summary>
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
