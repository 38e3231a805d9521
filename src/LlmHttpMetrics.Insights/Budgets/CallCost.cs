using LlmHttpMetrics.Insights.Statistics.Slices;

namespace LlmHttpMetrics.Insights.Budgets;

/// <summary>The cost of a call.</summary>
/// <param name="Amount">The amount, exact.</param>
/// <param name="Currency">Its currency (ISO 4217).</param>
internal readonly record struct CallCost(decimal Amount, string Currency)
{
    /// <summary>The largest plausible cost of a call; sums of such costs cannot overflow.</summary>
    private const decimal Most = 1_000_000_000_000;

    /// <summary>The amount, limited to the plausible range.</summary>
    public decimal Capped => Math.Clamp(Amount, 0, Most);

    /// <summary>Whether the amount is in the plausible range.</summary>
    public bool IsPlausible => Amount is >= 0 and <= Most;
}
