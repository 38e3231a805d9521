namespace LlmHttpMetrics.Budgets.Periods;

/// <summary>The period that is running, and the one before for what of it becomes known late.</summary>
internal sealed class SpendPeriods
{
    private readonly BudgetCalendar _calendar;

    public SpendPeriods(BudgetCalendar calendar, long now)
    {
        _calendar = calendar;
        Current = new PeriodSpend(calendar.Around(now));
        Previous = Before(Current.Bounds);
    }

    public PeriodSpend Current { get; private set; }

    public PeriodSpend Previous { get; private set; }

    /// <summary>Begins the period of this moment, unless it is running.</summary>
    public void MoveTo(long now)
    {
        // A clock that is put back a little shows the period that has just ended; one that was wrong by more begins anew.
        if (now < Current.Bounds.End && now >= Previous.Bounds.Start)
        {
            return;
        }

        PeriodSpend next = new(_calendar.Around(now));
        Previous = Current.Bounds.End == next.Bounds.Start ? Current : Before(next.Bounds);
        Current = next;
    }

    /// <summary>The period that a moment is in; null before the previous.</summary>
    public PeriodSpend? At(long time) => time >= Current.Bounds.Start ? Current : time >= Previous.Bounds.Start ? Previous : null;

    private PeriodSpend Before(PeriodBounds bounds) => new(_calendar.Around(bounds.Start - 1));
}
