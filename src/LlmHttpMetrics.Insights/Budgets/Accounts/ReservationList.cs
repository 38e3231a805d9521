using LlmHttpMetrics.Insights.Budgets.Periods;

namespace LlmHttpMetrics.Insights.Budgets.Accounts;

/// <summary>The reservations of an account for calls in progress, oldest first. Guarded by the account's lock.</summary>
internal sealed class ReservationList(TimeProvider time)
{
    /// <summary>Longer than any call. An older reservation belongs to a lost call or to a background response that is never retrieved.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    private readonly LinkedList<Reservation> _open = new();

    public Reservation Open(BudgetAccount account, PeriodSpend period, decimal amount)
    {
        Reservation reserved = new(account, period, amount, time.GetTimestamp());
        reserved.Place = _open.AddLast(reserved);
        period.Reserved += amount;
        return reserved;
    }

    /// <summary>Releases a reservation; does nothing if it is released already.</summary>
    public void Close(Reservation reserved)
    {
        if (reserved.Place is { } place)
        {
            reserved.Place = null;
            _open.Remove(place);
            reserved.Period.Reserved -= reserved.Amount;
        }
    }

    /// <summary>Releases expired reservations. Timestamps decide, because a clock that has jumped may return.</summary>
    public void Expire()
    {
        while (_open.First is { Value: var oldest } && time.GetElapsedTime(oldest.Since) >= Longest)
        {
            Close(oldest);
        }
    }
}
