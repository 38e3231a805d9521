namespace LlmHttpMetrics.Insights.Budgets;

/// <summary>Who counts what goes wrong.</summary>
/// <param name="Overflowed">A tag has more values than there is room for.</param>
/// <param name="CallbackFailed">The user's callback threw.</param>
internal sealed record BudgetFaults(Action<string> Overflowed, Action CallbackFailed);
