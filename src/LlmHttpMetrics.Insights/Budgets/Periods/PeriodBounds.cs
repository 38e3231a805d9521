namespace LlmHttpMetrics.Insights.Budgets.Periods;

/// <summary>The inclusive start and exclusive end of a period, in UTC ticks.</summary>
internal readonly record struct PeriodBounds(long Start, long End)
{
    /// <summary>Whether the instant is in the period.</summary>
    public bool Contains(long instant) => instant >= Start && instant < End;
}
