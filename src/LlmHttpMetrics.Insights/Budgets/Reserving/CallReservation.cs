using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Insights.Budgets.Accounts;

namespace LlmHttpMetrics.Insights.Budgets.Reserving;

/// <summary>What budgets have reserved for one call: of every budget that it is for its estimated cost. Each amount is given back once.</summary>
internal sealed class CallReservation(LlmBudgets budgets) : ICallReservation
{
    private readonly List<Hold> _holds = [];
    private volatile bool _isKept;

    /// <summary>The budgets that it is of.</summary>
    public LlmBudgets Budgets => budgets;

    public bool IsEmpty => _holds.Count == 0;

    /// <summary>Adds an amount; before the call is sent, by the thread that sends it.</summary>
    public void Add(Hold hold) => _holds.Add(hold);

    /// <summary>What it holds of an account; null where that is nothing.</summary>
    public Hold? Of(BudgetAccount account)
    {
        foreach (var hold in _holds)
        {
            if (hold.Account == account)
            {
                return hold;
            }
        }

        return null;
    }

    /// <summary>The cost of the call is known later: the amounts stay reserved until then.</summary>
    public void KeepForLateCost() => _isKept = true;

    public void End()
    {
        if (!_isKept)
        {
            Release();
        }
    }

    /// <summary>Gives back what has not been given back.</summary>
    public void Release()
    {
        foreach (var hold in _holds)
        {
            hold.Account.Release(hold);
        }
    }
}
