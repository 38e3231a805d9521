using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Insights.Budgets.Accounts;

namespace LlmHttpMetrics.Insights.Budgets.Reserving;

/// <summary>The reservations of one call, one per account that applies to it. Each is released once.</summary>
internal sealed class CallReservation(LlmBudgets budgets) : ICallReservation
{
    private readonly List<Reservation> _reservations = [];
    private volatile bool _isKept;

    /// <summary>The budgets that made the reservations.</summary>
    public LlmBudgets Budgets => budgets;

    public bool IsEmpty => _reservations.Count == 0;

    /// <summary>Adds a reservation. Called before the call is sent, on the sending thread only.</summary>
    public void Add(Reservation reserved) => _reservations.Add(reserved);

    /// <summary>The reservation in an account; null if there is none.</summary>
    public Reservation? Of(BudgetAccount account)
    {
        foreach (var reserved in _reservations)
        {
            if (reserved.Account == account)
            {
                return reserved;
            }
        }

        return null;
    }

    /// <summary>Keeps the reservations after the call has ended, until its cost arrives.</summary>
    public void KeepForLateCost() => _isKept = true;

    public void End()
    {
        if (!_isKept)
        {
            Release();
        }
    }

    /// <summary>Releases all remaining reservations.</summary>
    public void Release()
    {
        foreach (var reserved in _reservations)
        {
            reserved.Account.Release(reserved);
        }
    }
}
