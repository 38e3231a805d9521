using LlmHttpMetrics.Insights.Budgets;

namespace LlmHttpMetrics;

/// <summary>How a budget stands, or one value of its <see cref="LlmBudget.ForEach"/>. Amounts are in <see cref="Currency"/>.</summary>
public sealed class LlmBudgetStatus
{
    /// <summary>The name of the budget.</summary>
    public required string Budget { get; init; }

    /// <summary>The value of <see cref="LlmBudget.ForEach"/>; <see langword="null"/> where there is one amount for all.</summary>
    public string? Value { get; init; }

    /// <summary>The currency (ISO 4217).</summary>
    public required string Currency { get; init; }

    /// <summary>How long the amount is for.</summary>
    public required LlmBudgetPeriod Period { get; init; }

    /// <summary>When the period began, in UTC.</summary>
    public required DateTimeOffset PeriodStart { get; init; }

    /// <summary>When the period ends and the amount is there anew, in UTC.</summary>
    public required DateTimeOffset PeriodEnd { get; init; }

    /// <summary>The amount of the period.</summary>
    public required decimal Limit { get; init; }

    /// <summary>What the calls of the period cost, exact, as far as their cost is known.</summary>
    public required decimal Spent { get; init; }

    /// <summary>
    /// What is reserved for calls that have not ended, by their estimated cost; 0 for a budget without <see cref="LlmBudget.RefuseWhenSpent"/>.
    /// </summary>
    public decimal Reserved { get; init; }

    /// <summary><see cref="Limit"/> less <see cref="Spent"/>; negative where more was spent.</summary>
    public decimal Remaining => Limit - Spent;

    /// <summary><see cref="Spent"/> over <see cref="Limit"/>; above 1 where more was spent.</summary>
    public decimal UsedShare => Spent / Limit;

    /// <summary>The amount is spent.</summary>
    public bool IsSpent => Spent >= Limit;

    /// <summary>What was spent in the last hour, an hour: in 55 to 60 minutes, or since the start where that is shorter, but at least 5 minutes.</summary>
    public required decimal BurnRate { get; init; }

    /// <summary>
    /// What will be spent at the end of the period: <see cref="Spent"/> and, for the time that is left, as much an hour as on average of the last 24
    /// hours (of the last 7 days for weeks and months), or of the time since the start where that is shorter.
    /// </summary>
    public required decimal Projection { get; init; }

    /// <summary>What was spent in the month of the calendar that is running; since the start of the process, or what was restored.</summary>
    public required decimal MonthSpent { get; init; }

    /// <summary>
    /// What will be spent at the end of that month: <see cref="MonthSpent"/> and, for the time that is left, as much an hour as on average of the last 7 days.
    /// </summary>
    public required decimal MonthProjection { get; init; }

    /// <summary>What was spent in the period before.</summary>
    public required decimal PreviousSpent { get; init; }

    /// <summary>Calls of the period, however they ended; those refused are none.</summary>
    public required long Calls { get; init; }

    /// <summary>
    /// Calls of the period that were answered without an error and whose cost is not known, or not yet: <see cref="Spent"/> is short of theirs.
    /// </summary>
    public required long UnpricedCalls { get; init; }

    /// <summary>Calls of the period whose cost is in another currency, and not in <see cref="Spent"/>.</summary>
    public required long OtherCurrencyCalls { get; init; }

    /// <summary>Calls that were refused in the period.</summary>
    public required long RefusedCalls { get; init; }
}
