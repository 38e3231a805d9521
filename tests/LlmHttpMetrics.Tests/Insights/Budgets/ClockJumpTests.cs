using System.Globalization;
using LlmHttpMetrics.Insights.Budgets.Periods;
using static LlmHttpMetrics.Tests.Insights.Budgets.BudgetCalls;

namespace LlmHttpMetrics.Tests.Insights.Budgets;

/// <summary>A clock that jumps and returns finds every budget as it was.</summary>
public sealed class ClockJumpTests
{
    private static readonly LlmBudgetPeriod[] Periods = Enum.GetValues<LlmBudgetPeriod>();

    [Test]
    public void Budget_SpentBeforeTheClockJumped_IsSpentWhenItReturns(
        [ValueSource(nameof(Periods))] LlmBudgetPeriod period, [Values(1, 2, 3, 40, -1, -2, -40)] int periods)
    {
        BudgetCalls calls = new(Budget(period: period, configure: b => b.RefuseWhenSpent = true));
        calls.Add(12);
        var away = Length(period) * periods;

        calls.Time.Advance(away);
        Assert.That((calls.Status().Spent, IsRefused(calls)), Is.EqualTo((0m, false)), "that is another period");
        calls.Add(3);
        calls.Time.Advance(-away);

        Assert.That((calls.Status().Spent, calls.Status().Calls, calls.Status().IsSpent, IsRefused(calls)), Is.EqualTo((12m, 1L, true, true)));
        calls.Time.Advance(away);
        Assert.That((calls.Status().Spent, calls.Status().Calls), Is.EqualTo((3m, 1L)));
    }

    [Test]
    public void Month_OfADaysBudget_IsKeptToo()
    {
        BudgetCalls calls = new(Budget());
        calls.Add(4);
        calls.Time.Advance(TimeSpan.FromDays(100));
        calls.Add(1);
        calls.Time.Advance(TimeSpan.FromDays(-100));

        Assert.That(calls.Status().MonthSpent, Is.EqualTo(4m));
    }

    [Test]
    public void Call_SentBeforeTheClockJumped_IsCountedInItsPeriod()
    {
        BudgetCalls calls = new(Budget());
        var call = calls.Call();
        calls.Time.Advance(TimeSpan.FromDays(30));
        calls.Add(10, call: call);
        Assert.That(calls.Status().Spent, Is.Zero);
        calls.Time.Advance(TimeSpan.FromDays(-30));

        Assert.That((calls.Status().Spent, calls.Status().Calls), Is.EqualTo((10m, 1L)));
    }

    [Test]
    public void Call_SentWhileTheClockWasAhead_IsCountedNow()
    {
        BudgetCalls calls = new(Budget());
        calls.Add(10, call: calls.Call(at: calls.Now.AddDays(30)));

        Assert.That(calls.Status().Spent, Is.EqualTo(10m), "no budget has been to that period");
    }

    [Test]
    public async Task Thresholds_AndTheFirstRefusal_AreToldOnceHoweverOftenTheClockReturns()
    {
        BudgetCalls calls = new(Budget(configure: b => b.RefuseWhenSpent = true));
        calls.Add(12);
        for (var i = 0; i < 5; i++)
        {
            Assert.That(IsRefused(calls));
            calls.Time.Advance(TimeSpan.FromDays(i));
            calls.Budgets.Snapshot();
            calls.Time.Advance(TimeSpan.FromDays(-i));
            calls.Add(1);
        }

        Assert.That((await calls.ReportedAsync()).Select(threshold => threshold.Share), Is.EqualTo(new[] { 0.5m, 0.8m, 1m }));
        Assert.That((await calls.WarningsAsync()).Count(warning => warning.Contains("calls are refused", StringComparison.Ordinal)), Is.EqualTo(1));
        Assert.That(calls.Status().RefusedCalls, Is.EqualTo(5));
    }

    [TestCase("Europe/Berlin", "2026-03-29T00:30", Description = "the day has 23 hours")]
    [TestCase("Europe/Berlin", "2026-10-25T00:30", Description = "the day has 25 hours")]
    [TestCase("America/Havana", "2026-11-01T04:30", Description = "the day has two midnights")]
    [TestCase("Pacific/Apia", "2011-12-31T09:30", Description = "the day before it does not exist")]
    public void Budget_OfADayWithAnotherLength_IsKept(string zone, string at)
    {
        BudgetCalls calls = new(Budget(configure: b => b.TimeZone = zone));
        calls.Time.Advance(DateTimeOffset.Parse(at + "Z", CultureInfo.InvariantCulture) - calls.Now);
        calls.Add(10);
        foreach (var days in new[] { 1, -1, 2, -2, 30 })
        {
            calls.Time.Advance(TimeSpan.FromDays(days));
            calls.Budgets.Snapshot();
            calls.Time.Advance(TimeSpan.FromDays(-days));
            Assert.That(calls.Status().Spent, Is.EqualTo(10m), $"after {days} days and back");
        }
    }

    [Test]
    public void Values_AreKeptWhileTheClockIsAheadThoughRoomIsWanted()
    {
        ManualTimeProvider passing = new();
        JumpingClock clock = new(passing);
        BudgetCalls calls = new(clock, Budget(configure: b => (b.ForEach, b.MaxValues, b.RefuseWhenSpent) = (LlmTagNames.UserId, 2, true)));
        calls.Add(12, call: calls.Call(scope: User("ann")));
        calls.Add(1, call: calls.Call(scope: User("bob")));

        clock.Jump(TimeSpan.FromDays(70));
        Assert.That(calls.Budgets.Snapshot(), Is.Empty, "neither has spent in this period, the last, or this month");
        calls.Add(1, call: calls.Call(scope: User("eve")));
        clock.Jump(TimeSpan.FromDays(-70));

        Assert.That(calls.Status("ann").Spent, Is.EqualTo(12m));
        Assert.That(calls.Budgets.Reserving!.RefuseIfSpent(calls.Call(scope: User("ann"))), Is.Not.Null);

        passing.Advance(TimeSpan.FromDays(140));
        calls.Add(1, call: calls.Call(scope: User("eve")));
        Assert.That(calls.Budgets.Snapshot().Select(status => status.Value), Is.EqualTo(new[] { "eve" }), "time has passed, so there is room");
    }

    [Test]
    public void Periods_ThatAreKept_AreBounded()
    {
        BudgetCalendar calendar = new(LlmBudgetPeriod.Day, TimeZoneInfo.Utc);
        var start = new DateTime(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc);
        SpendPeriods periods = new(calendar, start.Ticks);
        periods.Current.Spent = 1;
        for (var day = 2; day < 100; day += 2)
        {
            periods.MoveTo(start.AddDays(day).Ticks);
        }

        Assert.That(periods.At(start.Ticks)?.Spent, Is.EqualTo(1m), "periods in which nothing was spent take no room");
        for (var day = 2; day < 100; day += 2)
        {
            periods.MoveTo(start.AddDays(day).Ticks);
            periods.Current.Spent = day;
        }

        Assert.That(Enumerable.Range(0, 100).Count(day => periods.At(start.AddDays(day).Ticks) is { Spent: > 0 }), Is.InRange(3, 9));
        Assert.That(periods.At(start.Ticks), Is.Null);
    }

    private static bool IsRefused(BudgetCalls calls) => calls.Budgets.Reserving!.RefuseIfSpent(calls.Call()) is not null;

    private static TimeSpan Length(LlmBudgetPeriod period) => TimeSpan.FromDays(period switch
    {
        LlmBudgetPeriod.Day => 1,
        LlmBudgetPeriod.Week => 7,
        _ => 31,
    });
}
