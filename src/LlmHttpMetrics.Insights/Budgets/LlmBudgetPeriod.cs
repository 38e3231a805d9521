namespace LlmHttpMetrics;

/// <summary>How long a budget's amount is for: periods of the calendar, in the time zone of the budget.</summary>
public enum LlmBudgetPeriod
{
    /// <summary>From midnight to midnight, 23 or 25 hours where clocks change.</summary>
    Day,

    /// <summary>Seven days, from midnight of <see cref="LlmBudget.FirstDayOfWeek"/>.</summary>
    Week,

    /// <summary>From midnight of the first of a month to that of the next.</summary>
    Month,
}
