namespace LlmHttpMetrics.Insights.Budgets.Periods;

/// <summary>What was spent in one period.</summary>
internal sealed class PeriodSpend(PeriodBounds bounds)
{
    public PeriodBounds Bounds => bounds;

    public decimal Spent { get; set; }

    public long Calls { get; set; }

    public long Unpriced { get; set; }

    public long OtherCurrency { get; set; }

    public long Refused { get; set; }

    /// <summary>How many thresholds have been reached.</summary>
    public int Reached { get; set; }

    public bool IsEmpty => Calls == 0 && Refused == 0 && Spent == 0;
}
