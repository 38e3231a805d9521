using LlmHttpMetrics.Insights.Budgets.Periods;

namespace LlmHttpMetrics.Insights.Budgets.Accounts;

/// <summary>What an account has reserved for calls that have not ended, oldest first. Guarded by the account's lock.</summary>
internal sealed class Holds(TimeProvider time)
{
    /// <summary>No call takes as long: what is still reserved then was lost with its call, or is for an answer that is not fetched.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    private readonly LinkedList<Hold> _open = new();

    public Hold Open(BudgetAccount account, PeriodSpend period, decimal amount)
    {
        Hold hold = new(account, period, amount, time.GetTimestamp());
        hold.Place = _open.AddLast(hold);
        period.Reserved += amount;
        return hold;
    }

    /// <summary>Gives an amount back, once.</summary>
    public void Close(Hold hold)
    {
        if (hold.Place is { } place)
        {
            hold.Place = null;
            _open.Remove(place);
            hold.Period.Reserved -= hold.Amount;
        }
    }

    /// <summary>Gives back what has been reserved for too long, by timestamps: a clock that has only jumped may return.</summary>
    public void Expire()
    {
        while (_open.First is { Value: var oldest } && time.GetElapsedTime(oldest.Since) >= Longest)
        {
            Close(oldest);
        }
    }
}
