using LlmHttpMetrics.Insights.Budgets.Periods;

namespace LlmHttpMetrics.Insights.Budgets.Accounts;

/// <summary>An amount that one account has reserved for one call. Mutable state is guarded by the account's lock.</summary>
internal sealed class Reservation(BudgetAccount account, PeriodSpend period, decimal amount, long since)
{
    public BudgetAccount Account => account;

    /// <summary>The period that the call belongs to.</summary>
    public PeriodSpend Period => period;

    public decimal Amount => amount;

    /// <summary>When it was reserved, as a timestamp of the clock.</summary>
    public long Since => since;

    /// <summary>Its node in the account's list; null after it has been released.</summary>
    public LinkedListNode<Reservation>? Place { get; set; }
}
