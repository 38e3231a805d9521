namespace LlmHttpMetrics.Insights.Budgets.Periods;

/// <summary>When a period begins and ends, in ticks of UTC; the end is the beginning of the next.</summary>
internal readonly record struct PeriodBounds(long Start, long End)
{
    /// <summary>The instant is in the period.</summary>
    public bool Holds(long instant) => instant >= Start && instant < End;
}
