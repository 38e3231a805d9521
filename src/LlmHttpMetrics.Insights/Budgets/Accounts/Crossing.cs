namespace LlmHttpMetrics.Insights.Budgets.Accounts;

/// <summary>Thresholds that were reached; the default is none.</summary>
/// <param name="Status">How the account stood then.</param>
/// <param name="From">The number of the first of them.</param>
/// <param name="To">The number after the last.</param>
internal readonly record struct Crossing(LlmBudgetStatus? Status, int From, int To);
