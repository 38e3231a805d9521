using LlmHttpMetrics.Insights.Statistics.Slices;

namespace LlmHttpMetrics.Insights.Budgets.Accounts;

/// <summary>An amount to add to an account.</summary>
/// <param name="Time">When the call was sent, in UTC ticks.</param>
/// <param name="Amount">The cost, in the budget's currency.</param>
internal readonly record struct Spend(long Time, decimal Amount)
{
    /// <summary>The number of calls to add: one, or zero if the call has been added before.</summary>
    public int Calls { get; init; }

    /// <summary>The change in the number of calls without a known cost.</summary>
    public int Unpriced { get; init; }

    /// <summary>The change in the number of calls whose cost is in another currency.</summary>
    public int OtherCurrency { get; init; }

    /// <summary>Whether the amount was spent before the start, so that the thresholds it crosses are not reported.</summary>
    public bool IsRestored { get; init; }
}
