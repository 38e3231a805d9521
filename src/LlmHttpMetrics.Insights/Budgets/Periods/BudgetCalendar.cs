namespace LlmHttpMetrics.Insights.Budgets.Periods;

/// <summary>The calendar periods of a time zone.</summary>
internal sealed class BudgetCalendar(LlmBudgetPeriod period, TimeZoneInfo zone, DayOfWeek firstDayOfWeek = DayOfWeek.Monday)
{
    /// <summary>The maximum length of a period; a day has up to 25 hours when clocks change.</summary>
    public TimeSpan Longest { get; } = TimeSpan.FromHours(1) + TimeSpan.FromDays(period switch
    {
        LlmBudgetPeriod.Day => 1,
        LlmBudgetPeriod.Week => 7,
        _ => 31,
    });

    /// <summary>The period that contains an instant.</summary>
    /// <param name="instant">The instant, in UTC ticks.</param>
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

        // When clocks are set back across midnight, a local date recurs after its day has ended.
        return bounds.Contains(instant) ? bounds : Of(Shift(first, 1));
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

    /// <summary>The first instant of a day: some days have no midnight, and some have two.</summary>
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
