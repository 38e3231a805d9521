using LlmHttpMetrics.Insights.Budgets;

namespace LlmHttpMetrics;

/// <summary>The status of a budget, or of one value of its <see cref="LlmBudget.ForEach"/>. Amounts are in <see cref="Currency"/>.</summary>
public sealed class LlmBudgetStatus
{
    /// <summary>The name of the budget.</summary>
    public required string Budget { get; init; }

    /// <summary>The value of <see cref="LlmBudget.ForEach"/>; <see langword="null"/> if there is one limit for all calls.</summary>
    public string? Value { get; init; }

    /// <summary>The currency (ISO 4217).</summary>
    public required string Currency { get; init; }

    /// <summary>The length of the period.</summary>
    public required LlmBudgetPeriod Period { get; init; }

    /// <summary>When the period began, in UTC.</summary>
    public required DateTimeOffset PeriodStart { get; init; }

    /// <summary>When the period ends and the next one begins, in UTC.</summary>
    public required DateTimeOffset PeriodEnd { get; init; }

    /// <summary>The limit for one period.</summary>
    public required decimal Limit { get; init; }

    /// <summary>The exact cost of the calls in the period, as far as their costs are known.</summary>
    public required decimal Spent { get; init; }

    /// <summary>
    /// The estimated cost reserved for calls in progress; 0 for a budget without <see cref="LlmBudget.RefuseWhenSpent"/>.
    /// </summary>
    public decimal Reserved { get; init; }

    /// <summary><see cref="Limit"/> minus <see cref="Spent"/>; negative if the budget is overspent.</summary>
    public decimal Remaining => Limit - Spent;

    /// <summary><see cref="Spent"/> divided by <see cref="Limit"/>; above 1 if the budget is overspent.</summary>
    public decimal UsedShare => Spent / Limit;

    /// <summary>Whether the limit is spent.</summary>
    public bool IsSpent => Spent >= Limit;

    /// <summary>The spending rate of the last hour, per hour: over 55 to 60 minutes, or since the start if that is shorter, but at least 5 minutes.</summary>
    public required decimal BurnRate { get; init; }

    /// <summary>
    /// The projected spending at the end of the period: <see cref="Spent"/> plus, for the time left, the average hourly spending of the last 24 hours
    /// (of the last 7 days for weeks and months), or of the time since the start if that is shorter.
    /// </summary>
    public required decimal Projection { get; init; }

    /// <summary>The amount spent in the current calendar month, since the start of the process or including what was restored.</summary>
    public required decimal MonthSpent { get; init; }

    /// <summary>
    /// The projected spending at the end of that month: <see cref="MonthSpent"/> plus, for the time left, the average hourly spending of the last 7 days.
    /// </summary>
    public required decimal MonthProjection { get; init; }

    /// <summary>The amount spent in the previous period.</summary>
    public required decimal PreviousSpent { get; init; }

    /// <summary>The number of calls in the period, with any outcome; refused calls are not included.</summary>
    public required long Calls { get; init; }

    /// <summary>
    /// The number of calls in the period that were answered without an error but whose cost is unknown, or not known yet; <see cref="Spent"/> excludes them.
    /// </summary>
    public required long UnpricedCalls { get; init; }

    /// <summary>The number of calls in the period whose cost is in another currency and not included in <see cref="Spent"/>.</summary>
    public required long OtherCurrencyCalls { get; init; }

    /// <summary>The number of calls refused in the period.</summary>
    public required long RefusedCalls { get; init; }
}
