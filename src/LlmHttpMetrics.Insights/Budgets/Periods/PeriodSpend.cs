namespace LlmHttpMetrics.Insights.Budgets.Periods;

/// <summary>What was spent in one period.</summary>
internal sealed class PeriodSpend(PeriodBounds bounds)
{
    public PeriodBounds Bounds => bounds;

    public decimal Spent { get; set; }

    /// <summary>What is reserved for calls of the period that have not ended.</summary>
    public decimal Reserved { get; set; }

    public long Calls { get; set; }

    public long Unpriced { get; set; }

    public long OtherCurrency { get; set; }

    public long Refused { get; set; }

    /// <summary>A call was refused because the amount is spent.</summary>
    public bool HasRefusedSpent { get; set; }

    /// <summary>A call was refused because what is left is reserved, or too little for it.</summary>
    public bool HasRefusedFull { get; set; }

    /// <summary>How many thresholds have been reached.</summary>
    public int Reached { get; set; }

    public bool IsEmpty => Calls == 0 && Refused == 0 && Spent == 0 && Reserved == 0;
}
