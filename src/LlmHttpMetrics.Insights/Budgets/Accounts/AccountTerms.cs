using LlmHttpMetrics.Insights.Budgets.Periods;

namespace LlmHttpMetrics.Insights.Budgets.Accounts;

/// <summary>What the accounts of one budget have in common.</summary>
internal sealed class AccountTerms
{
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

    /// <summary>What was spent from then on has a part in the figures: of the period before, of the month, or of the last week.</summary>
    public long HistoryStart
    {
        get
        {
            var previous = Calendar.Around(Calendar.Around(Started).Start - 1).Start;
            return Math.Min(Math.Min(previous, Months.Around(Started).Start), Started - TimeSpan.FromDays(7).Ticks);
        }
    }
}
