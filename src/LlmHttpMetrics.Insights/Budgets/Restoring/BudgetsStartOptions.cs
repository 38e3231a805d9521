namespace LlmHttpMetrics.Insights.Budgets.Restoring;

/// <summary>An empty options type whose validation on start creates the budgets; see <see cref="BudgetsStart"/>.</summary>
internal sealed class BudgetsStartOptions;
