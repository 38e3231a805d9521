using LlmHttpMetrics.Insights.Budgets.Periods;

namespace LlmHttpMetrics.Insights.Budgets.Accounts;

/// <summary>An amount that one account has reserved for one call. All but what it was made with is guarded by the account's lock.</summary>
internal sealed class Hold(BudgetAccount account, PeriodSpend period, decimal amount, long since)
{
    public BudgetAccount Account => account;

    /// <summary>The period that the call belongs to.</summary>
    public PeriodSpend Period => period;

    public decimal Amount => amount;

    /// <summary>When it was reserved, by the clock's timestamps.</summary>
    public long Since => since;

    /// <summary>Where it stands among those of its account; null once it is given back.</summary>
    public LinkedListNode<Hold>? Place { get; set; }
}
