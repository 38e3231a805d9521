namespace LlmHttpMetrics.Insights.Budgets.Periods;

/// <summary>
/// The amounts spent in recent periods. When the clock jumps to another period and returns, the earlier amounts still apply, so that a limit cannot be
/// spent twice.
/// </summary>
internal sealed class SpendPeriods
{
    /// <summary>The number of periods kept: the current one, the previous one, and those that the clock may return to.</summary>
    private const int Most = 8;

    private readonly BudgetCalendar _calendar;
    private readonly List<PeriodSpend> _kept = [];

    public SpendPeriods(BudgetCalendar calendar, long now)
    {
        _calendar = calendar;
        (Current, Previous) = Around(now);
    }

    /// <summary>The current period.</summary>
    public PeriodSpend Current { get; private set; }

    /// <summary>The previous period, for costs that arrive late.</summary>
    public PeriodSpend Previous { get; private set; }

    /// <summary>Makes the period that contains this time the current one.</summary>
    public void MoveTo(long now)
    {
        if (!Current.Bounds.Contains(now))
        {
            (Current, Previous) = Around(now);
        }
    }

    /// <summary>The period that contains a time; null if it is no longer kept.</summary>
    public PeriodSpend? At(long time)
    {
        foreach (var period in _kept)
        {
            if (period.Bounds.Contains(time))
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

    /// <summary>Gets or adds the period with these bounds and moves it to the end of the list.</summary>
    private PeriodSpend Keep(PeriodBounds bounds)
    {
        var kept = _kept.Find(period => period.Bounds == bounds) ?? new PeriodSpend(bounds);
        _kept.Remove(kept);
        _kept.Add(kept);
        return kept;
    }

    /// <summary>Removes periods without spending first, then the least recently current ones.</summary>
    private void Forget(PeriodSpend current, PeriodSpend previous)
    {
        _kept.RemoveAll(period => period.IsEmpty && period != current && period != previous);
        _kept.RemoveRange(0, Math.Max(0, _kept.Count - Most));
    }
}
