namespace LlmHttpMetrics.Insights.Budgets.Periods;

/// <summary>The amounts and counts of one period.</summary>
internal sealed class PeriodSpend(PeriodBounds bounds)
{
    public PeriodBounds Bounds => bounds;

    public decimal Spent { get; set; }

    /// <summary>The amount reserved for calls in progress.</summary>
    public decimal Reserved { get; set; }

    public long Calls { get; set; }

    public long Unpriced { get; set; }

    public long OtherCurrency { get; set; }

    public long Refused { get; set; }

    /// <summary>Whether a call was refused because the limit is spent.</summary>
    public bool HasRefusedSpent { get; set; }

    /// <summary>Whether a call was refused because too little is left unreserved.</summary>
    public bool HasRefusedFull { get; set; }

    /// <summary>The number of thresholds reached.</summary>
    public int Reached { get; set; }

    public bool IsEmpty => Calls == 0 && Refused == 0 && Spent == 0 && Reserved == 0;
}
