namespace LlmHttpMetrics.Insights.Budgets.Accounts;

/// <summary>A call that an account has refused.</summary>
/// <param name="Status">How it stands.</param>
/// <param name="IsFirst">No other call of the period was refused for the same reason: the amount is spent, or has no room for this call.</param>
internal readonly record struct Refusal(LlmBudgetStatus Status, bool IsFirst);
