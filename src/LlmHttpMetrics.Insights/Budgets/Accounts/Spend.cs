using LlmHttpMetrics.Insights.Statistics.Slices;

namespace LlmHttpMetrics.Insights.Budgets.Accounts;

/// <summary>What is added to an account.</summary>
/// <param name="Time">When the call was sent, in ticks of UTC.</param>
/// <param name="Amount">What it cost, in the budget's currency.</param>
internal readonly record struct Spend(long Time, decimal Amount)
{
    /// <summary>How many calls are added: one, or none where the call has been added before.</summary>
    public int Calls { get; init; }

    /// <summary>How many more of them have no known cost.</summary>
    public int Unpriced { get; init; }

    /// <summary>How many more of them have their cost in another currency.</summary>
    public int OtherCurrency { get; init; }

    /// <summary>It was spent before the start: the thresholds it reaches have been told.</summary>
    public bool IsRestored { get; init; }
}
