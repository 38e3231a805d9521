namespace LlmHttpMetrics;

/// <summary>Describes a threshold that a budget has reached.</summary>
public sealed class LlmBudgetThreshold
{
    /// <summary>The share of the limit that was reached.</summary>
    public required decimal Share { get; init; }

    /// <summary>The status of the budget at that time. Its period may be the previous one, if a cost arrived late.</summary>
    public required LlmBudgetStatus Status { get; init; }
}
