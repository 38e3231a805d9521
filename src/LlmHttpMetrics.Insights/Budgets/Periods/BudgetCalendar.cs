namespace LlmHttpMetrics.Insights.Budgets.Periods;

/// <summary>The periods of a time zone's calendar.</summary>
internal sealed class BudgetCalendar(LlmBudgetPeriod period, TimeZoneInfo zone, DayOfWeek firstDayOfWeek = DayOfWeek.Monday)
{
    /// <summary>No period is longer: days have up to 25 hours where clocks change.</summary>
    public TimeSpan Longest { get; } = TimeSpan.FromHours(1) + TimeSpan.FromDays(period switch
    {
        LlmBudgetPeriod.Day => 1,
        LlmBudgetPeriod.Week => 7,
        _ => 31,
    });

    /// <summary>The period that an instant is in.</summary>
    /// <param name="instant">Ticks of UTC.</param>
    public PeriodBounds Around(long instant)
    {
        var local = TimeZoneInfo.ConvertTimeFromUtc(new DateTime(instant, DateTimeKind.Utc), zone);
        var first = First(DateOnly.FromDateTime(local));
        var bounds = Of(first);

        // A zone that changes its standard time as well may not report the hours that it skips, and the start is then computed too late.
        if (instant < bounds.Start)
        {
            return Of(Shift(first, -1));
        }

        // Clocks that are put back across midnight show a day again that has ended.
        return bounds.Holds(instant) ? bounds : Of(Shift(first, 1));
    }

    private PeriodBounds Of(DateOnly first) => new(StartOf(first), StartOf(Shift(first, 1)));

    private DateOnly First(DateOnly day) => period switch
    {
        LlmBudgetPeriod.Day => day,
        LlmBudgetPeriod.Week => day.AddDays(-(((int)day.DayOfWeek - (int)firstDayOfWeek + 7) % 7)),
        _ => new DateOnly(day.Year, day.Month, 1),
    };

    private DateOnly Shift(DateOnly first, int by) => period switch
    {
        LlmBudgetPeriod.Day => first.AddDays(by),
        LlmBudgetPeriod.Week => first.AddDays(by * 7),
        _ => first.AddMonths(by),
    };

    /// <summary>The first moment of a day: not every day has a midnight, and some have two.</summary>
    private long StartOf(DateOnly day)
    {
        var moment = day.ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(moment))
        {
            moment = moment.AddMinutes(1);
        }

        var offset = zone.IsAmbiguousTime(moment) ? zone.GetAmbiguousTimeOffsets(moment).Max() : zone.GetUtcOffset(moment);
        return (moment - offset).Ticks;
    }
}
