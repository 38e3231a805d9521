namespace LlmHttpMetrics.Insights.Budgets.Restoring;

/// <summary>Stands for the start of the budgets among the options that a host validates when it starts.</summary>
internal sealed class BudgetsStartOptions;
