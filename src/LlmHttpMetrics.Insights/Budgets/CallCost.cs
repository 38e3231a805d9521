using LlmHttpMetrics.Insights.Statistics.Slices;

namespace LlmHttpMetrics.Insights.Budgets;

/// <summary>What a call cost.</summary>
/// <param name="Amount">The amount, exact.</param>
/// <param name="Currency">Its currency (ISO 4217).</param>
internal readonly record struct CallCost(decimal Amount, string Currency)
{
    /// <summary>More than any call costs; sums of less cannot overflow.</summary>
    private const decimal Most = 1_000_000_000_000;

    /// <summary>An estimate, within what can be.</summary>
    public decimal Capped => Math.Clamp(Amount, 0, Most);

    /// <summary>It is an amount that can be.</summary>
    public bool IsPlausible => Amount is >= 0 and <= Most;
}
