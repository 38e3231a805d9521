namespace LlmHttpMetrics.Insights.Budgets.Periods;

/// <summary>
/// What was spent in the periods that the clock has shown. When the clock jumps to another period and returns, the period is as it was, so that no
/// amount can be spent twice.
/// </summary>
internal sealed class SpendPeriods
{
    /// <summary>How many periods are kept: the current one, the one before, and those that the clock may return to.</summary>
    private const int Most = 8;

    private readonly BudgetCalendar _calendar;
    private readonly List<PeriodSpend> _kept = [];

    public SpendPeriods(BudgetCalendar calendar, long now)
    {
        _calendar = calendar;
        (Current, Previous) = Around(now);
    }

    /// <summary>The period that the clock shows.</summary>
    public PeriodSpend Current { get; private set; }

    /// <summary>The period before it, for what becomes known late.</summary>
    public PeriodSpend Previous { get; private set; }

    /// <summary>Makes the period of this moment the current one.</summary>
    public void MoveTo(long now)
    {
        if (!Current.Bounds.Holds(now))
        {
            (Current, Previous) = Around(now);
        }
    }

    /// <summary>The period that a moment is in; null if it is no longer kept.</summary>
    public PeriodSpend? At(long time)
    {
        foreach (var period in _kept)
        {
            if (period.Bounds.Holds(time))
            {
                return period;
            }
        }

        return time >= Current.Bounds.End ? Current : null;
    }

    private (PeriodSpend Current, PeriodSpend Previous) Around(long now)
    {
        var bounds = _calendar.Around(now);
        var previous = Keep(_calendar.Around(bounds.Start - 1));
        var current = Keep(bounds);
        if (_kept.Count > Most)
        {
            Forget(current, previous);
        }

        return (current, previous);
    }

    /// <summary>The period with these bounds, which becomes the last of those kept.</summary>
    private PeriodSpend Keep(PeriodBounds bounds)
    {
        var kept = _kept.Find(period => period.Bounds == bounds) ?? new PeriodSpend(bounds);
        _kept.Remove(kept);
        _kept.Add(kept);
        return kept;
    }

    /// <summary>Removes the periods in which nothing was spent, then those that have not been current for the longest time.</summary>
    private void Forget(PeriodSpend current, PeriodSpend previous)
    {
        _kept.RemoveAll(period => period.IsEmpty && period != current && period != previous);
        _kept.RemoveRange(0, Math.Max(0, _kept.Count - Most));
    }
}
