namespace LlmHttpMetrics;

/// <summary>A budget has reached one of its thresholds.</summary>
public sealed class LlmBudgetThreshold
{
    /// <summary>The share of the amount that was reached.</summary>
    public required decimal Share { get; init; }

    /// <summary>The budget as it stood then; its period may be the one before, where a cost became known late.</summary>
    public required LlmBudgetStatus Status { get; init; }
}
