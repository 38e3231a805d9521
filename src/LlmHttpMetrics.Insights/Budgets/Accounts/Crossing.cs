namespace LlmHttpMetrics.Insights.Budgets.Accounts;

/// <summary>The thresholds that an amount crossed; the default value is none.</summary>
/// <param name="Status">The status of the account at that time.</param>
/// <param name="From">The index of the first threshold.</param>
/// <param name="To">The index after the last threshold.</param>
internal readonly record struct Crossing(LlmBudgetStatus? Status, int From, int To);
