namespace LlmHttpMetrics.Insights.Budgets.Accounts;

/// <summary>The refusal of a call by an account.</summary>
/// <param name="Status">The status of the account.</param>
/// <param name="IsFirst">Whether it is the period's first refusal for its reason: the limit is spent, or too little is left for the call.</param>
internal readonly record struct Refusal(LlmBudgetStatus Status, bool IsFirst);
