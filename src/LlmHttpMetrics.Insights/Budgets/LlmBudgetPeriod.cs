namespace LlmHttpMetrics;

/// <summary>The length of a budget's calendar period, in the time zone of the budget.</summary>
public enum LlmBudgetPeriod
{
    /// <summary>From midnight to midnight; 23 or 25 hours when clocks change.</summary>
    Day,

    /// <summary>Seven days, from midnight at the start of <see cref="LlmBudget.FirstDayOfWeek"/>.</summary>
    Week,

    /// <summary>From midnight on the first day of a month to midnight on the first day of the next.</summary>
    Month,
}
