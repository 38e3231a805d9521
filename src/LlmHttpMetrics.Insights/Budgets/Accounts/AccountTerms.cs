using LlmHttpMetrics.Insights.Budgets.Periods;

namespace LlmHttpMetrics.Insights.Budgets.Accounts;

/// <summary>What the accounts of one budget have in common.</summary>
internal sealed class AccountTerms
{
    private long _spentUntil;

    public AccountTerms(LlmBudget budget, TimeProvider time, long started)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(budget.TimeZone);
        Name = budget.Name;
        Currency = budget.Currency;
        Period = budget.Period;
        Limit = budget.Amount;
        Shares = [.. budget.Thresholds.Distinct().Order()];
        Calendar = new BudgetCalendar(budget.Period, zone, budget.FirstDayOfWeek);
        Months = new BudgetCalendar(LlmBudgetPeriod.Month, zone);
        Time = time;
        Started = started;
    }

    public string Name { get; }

    public string Currency { get; }

    public LlmBudgetPeriod Period { get; }

    public decimal Limit { get; }

    /// <summary>The thresholds, ascending, as shares of the limit.</summary>
    public decimal[] Shares { get; }

    public BudgetCalendar Calendar { get; }

    public BudgetCalendar Months { get; }

    public TimeProvider Time { get; }

    /// <summary>From when on it is known what was spent, in ticks of UTC.</summary>
    public long Started { get; }

    /// <summary>Until when an account is spent, in ticks of UTC; 0 where none ever was.</summary>
    public long SpentUntil => Volatile.Read(ref _spentUntil);

    /// <summary>An account is spent until then.</summary>
    public void TellSpent(long until)
    {
        var known = Volatile.Read(ref _spentUntil);
        while (known < until && Interlocked.CompareExchange(ref _spentUntil, until, known) is var other && other != known)
        {
            known = other;
        }
    }
}
