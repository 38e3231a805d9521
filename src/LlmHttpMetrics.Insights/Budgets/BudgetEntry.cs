namespace LlmHttpMetrics.Insights.Budgets;

/// <summary>A call that budgets have counted, for its cost that becomes known later.</summary>
/// <param name="Budgets">The budgets.</param>
/// <param name="Call">The call.</param>
/// <param name="IsUnpriced">It counts as a call without a known cost.</param>
internal readonly record struct BudgetEntry(LlmBudgets Budgets, BudgetedCall Call, bool IsUnpriced)
{
    /// <summary>Adds what the call cost.</summary>
    /// <param name="amount">The amount, exact.</param>
    /// <param name="currency">Its currency (ISO 4217).</param>
    public void AddCost(decimal amount, string currency) => Budgets.AddCost(Call, new CallCost(amount, currency), IsUnpriced);
}
