namespace LlmHttpMetrics.Insights.Budgets;

/// <summary>Callbacks that count the faults of budgets.</summary>
/// <param name="Overflowed">Called with the tag when it has more values than allowed.</param>
/// <param name="CallbackFailed">Called when the user's callback throws.</param>
internal sealed record BudgetFaults(Action<string> Overflowed, Action CallbackFailed);
