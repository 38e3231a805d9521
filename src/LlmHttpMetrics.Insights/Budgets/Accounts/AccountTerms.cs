using LlmHttpMetrics.Insights.Budgets.Periods;

namespace LlmHttpMetrics.Insights.Budgets.Accounts;

/// <summary>The settings that all accounts of a budget share.</summary>
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

    /// <summary>The thresholds in ascending order, as shares of the limit.</summary>
    public decimal[] Shares { get; }

    public BudgetCalendar Calendar { get; }

    public BudgetCalendar Months { get; }

    public TimeProvider Time { get; }

    /// <summary>The start of recording, in UTC ticks; amounts spent earlier have to be restored.</summary>
    public long Started { get; }

    /// <summary>The earliest time that affects the figures: the previous period, the current month or the last week, whichever begins first.</summary>
    public long HistoryStart
    {
        get
        {
            var previous = Calendar.Around(Calendar.Around(Started).Start - 1).Start;
            return Math.Min(Math.Min(previous, Months.Around(Started).Start), Started - TimeSpan.FromDays(7).Ticks);
        }
    }
}
