namespace LlmHttpMetrics.Insights.Statistics.Slices;

/// <summary>A sum in one currency, exact, and of how many calls.</summary>
internal struct Money
{
    public decimal Total;
    public long Calls;

    public void Add(in Money other)
    {
        Total += other.Total;
        Calls += other.Calls;
    }
}
