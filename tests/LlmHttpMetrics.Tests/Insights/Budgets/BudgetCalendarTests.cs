using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using LlmHttpMetrics.Insights.Budgets.Periods;

namespace LlmHttpMetrics.Tests.Insights.Budgets;

/// <summary>Where days, weeks and months begin and end, in UTC.</summary>
public sealed class BudgetCalendarTests
{
    private static readonly string[] Zones =
        [
            "UTC", "Europe/Berlin", "America/New_York", "America/Havana", "America/Santiago", "Africa/Cairo", "Asia/Kolkata", "Australia/Lord_Howe",
            "Pacific/Kiritimati", "Pacific/Apia"
        ];

    [TestCase("UTC", "2026-03-01T13:00", "2026-03-01T00:00", "2026-03-02T00:00")]
    [TestCase("UTC", "2026-03-02T00:00", "2026-03-02T00:00", "2026-03-03T00:00", Description = "the end belongs to the next")]
    [TestCase("Europe/Berlin", "2026-03-01T23:30", "2026-03-01T23:00", "2026-03-02T23:00", Description = "half past midnight there")]
    [TestCase("Europe/Berlin", "2026-03-29T12:00", "2026-03-28T23:00", "2026-03-29T22:00", Description = "23 hours")]
    [TestCase("Europe/Berlin", "2026-10-25T12:00", "2026-10-24T22:00", "2026-10-25T23:00", Description = "25 hours")]
    [TestCase(
        "America/Havana",
        "2026-03-08T12:00",
        "2026-03-08T05:00",
        "2026-03-09T04:00",
        Description = "the day has no midnight: clocks go from 24:00 to 1:00")]
    [TestCase("America/Havana", "2026-11-01T04:30", "2026-11-01T04:00", "2026-11-02T05:00", Description = "the day has two midnights, the first counts")]
    [TestCase("America/Havana", "2026-11-01T05:30", "2026-11-01T04:00", "2026-11-02T05:00", Description = "the second of them")]
    [TestCase("Africa/Cairo", "2026-10-29T21:30", "2026-10-28T21:00", "2026-10-29T22:00", Description = "the last hour comes twice")]
    [TestCase("Asia/Kolkata", "2026-03-01T18:29", "2026-02-28T18:30", "2026-03-01T18:30")]
    public void Day_IsThatOfTheTimeZone(string zone, string instant, string start, string end) =>
        AssertBounds(Calendar(LlmBudgetPeriod.Day, zone), instant, start, end);

    [TestCase("2010-11-07T02:29", "2010-11-06T02:30", "2010-11-07T02:30")]
    [TestCase("2010-11-07T02:30", "2010-11-07T02:30", "2010-11-08T03:30")]
    [TestCase("2010-11-07T02:45", "2010-11-07T02:30", "2010-11-08T03:30", Description = "the clock, put back a minute after midnight, shows the sixth again")]
    [TestCase("2010-11-07T03:30", "2010-11-07T02:30", "2010-11-08T03:30")]
    public void Day_ThatHasEnded_DoesNotBeginAgain(string instant, string start, string end) =>
        AssertBounds(Calendar(LlmBudgetPeriod.Day, "America/St_Johns"), instant, start, end);

    [TestCase("2026-03-07T23:29", "2026-03-07T00:00", "2026-03-07T23:30")]
    [TestCase("2026-03-07T23:30", "2026-03-07T23:30", "2026-03-08T23:00", Description = "the clock goes from 23:30 to 0:30")]
    public void Day_WhoseMidnightIsSkipped_BeginsAfterIt(string instant, string start, string end)
    {
        var change = TimeZoneInfo.TransitionTime.CreateFixedDateRule(new DateTime(1, 1, 1, 23, 30, 0), month: 3, day: 7);
        var back = TimeZoneInfo.TransitionTime.CreateFixedDateRule(new DateTime(1, 1, 1, 3, 0, 0), month: 10, day: 7);
        var rule = TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(DateTime.MinValue.Date, DateTime.MaxValue.Date, TimeSpan.FromHours(1), change, back);
        var zone = TimeZoneInfo.CreateCustomTimeZone("test", TimeSpan.Zero, "test", "test", "test", [rule]);

        AssertBounds(new BudgetCalendar(LlmBudgetPeriod.Day, zone), instant, start, end);
    }

    /// <summary>Where standard time and daylight saving time begin at the same moment, the time zone does not report the skipped hours as invalid.</summary>
    [TestCase("Europe/Kyiv", "1981-03-31T21:00")]
    [TestCase("America/Montevideo", "1974-03-10T02:30")]
    public void Day_WhoseZoneChangesTwiceAtOnce_HoldsItsInstant(string zone, string instant) =>
        Assert.That(Calendar(LlmBudgetPeriod.Day, zone).Around(Ticks(instant)).Contains(Ticks(instant)), Is.True);

    [TestCase(LlmBudgetPeriod.Day, 25)]
    [TestCase(LlmBudgetPeriod.Week, (7 * 24) + 1)]
    [TestCase(LlmBudgetPeriod.Month, (31 * 24) + 1)]
    public void Longest_OfEachPeriod_IncludesTheHourOfAChange(LlmBudgetPeriod period, int hours) =>
        Assert.That(Calendar(period, "UTC").Longest, Is.EqualTo(TimeSpan.FromHours(hours)));

    [TestCase(DayOfWeek.Monday, "2026-03-01T13:00", "2026-02-23T00:00", "2026-03-02T00:00")]
    [TestCase(DayOfWeek.Monday, "2026-03-02T00:00", "2026-03-02T00:00", "2026-03-09T00:00")]
    [TestCase(DayOfWeek.Sunday, "2026-03-01T13:00", "2026-03-01T00:00", "2026-03-08T00:00")]
    [TestCase(DayOfWeek.Saturday, "2026-03-01T13:00", "2026-02-28T00:00", "2026-03-07T00:00")]
    public void Week_BeginsOnItsFirstDay(DayOfWeek first, string instant, string start, string end) =>
        AssertBounds(new BudgetCalendar(LlmBudgetPeriod.Week, TimeZoneInfo.Utc, first), instant, start, end);

    [Test]
    public void Week_WhereClocksChange_IsAnHourShorter() =>
        AssertBounds(Calendar(LlmBudgetPeriod.Week, "Europe/Berlin"), "2026-03-27T12:00", "2026-03-22T23:00", "2026-03-29T22:00");

    [TestCase("2026-02-10T00:00", "2026-02-01T00:00", "2026-03-01T00:00")]
    [TestCase("2028-02-29T23:59", "2028-02-01T00:00", "2028-03-01T00:00")]
    [TestCase("2026-04-30T23:59", "2026-04-01T00:00", "2026-05-01T00:00")]
    [TestCase("2026-12-31T23:59", "2026-12-01T00:00", "2027-01-01T00:00")]
    public void Month_HasItsOwnLength(string instant, string start, string end) => AssertBounds(Calendar(LlmBudgetPeriod.Month, "UTC"), instant, start, end);

    [Test]
    public void Month_IsThatOfTheTimeZone() =>
        AssertBounds(Calendar(LlmBudgetPeriod.Month, "Europe/Berlin"), "2026-03-31T22:30", "2026-03-31T22:00", "2026-04-30T22:00");

    [Test]
    public void Periods_OfEveryZone_HoldTheirInstantAndFollowEachOther()
    {
        var zones = Zones.SelectMany(zone => Enum.GetValues<LlmBudgetPeriod>().Select(period => Calendar(period, zone))).ToArray();
        Prop.ForAll<int, int>(
            Gen.Choose(0, 60 * 24 * 366 * 12).ToArbitrary(),
            Gen.Choose(0, zones.Length - 1).ToArbitrary(),
            (minutes, zone) =>
            {
                var instant = new DateTime(2019, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes(minutes).Ticks;
                var bounds = zones[zone].Around(instant);
                return bounds.Start <= instant
                    && instant < bounds.End
                    && zones[zone].Around(bounds.End).Start == bounds.End
                    && zones[zone].Around(bounds.Start - 1).End == bounds.Start
                        && zones[zone].Around(bounds.Start) == bounds && zones[zone].Around(bounds.End - 1) == bounds;
            }).QuickCheckThrowOnFailure();
    }

    private static BudgetCalendar Calendar(LlmBudgetPeriod period, string zone) => new(period, TimeZoneInfo.FindSystemTimeZoneById(zone));

    private static void AssertBounds(BudgetCalendar calendar, string instant, string start, string end)
    {
        var bounds = calendar.Around(Ticks(instant));

        Assert.That((Text(bounds.Start), Text(bounds.End)), Is.EqualTo((start, end)));
    }

    private static long Ticks(string instant) => DateTimeOffset.Parse(instant + "Z", CultureInfo.InvariantCulture).UtcTicks;

    private static string Text(long ticks) => new DateTime(ticks).ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture);
}
