using LlmHttpMetrics.Insights.Budgets.Periods;

namespace LlmHttpMetrics.Tests.Insights.Budgets.Periods;

/// <summary>Days by UTC, counted from one of them.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SpendPeriodsTests
{
    private static readonly BudgetCalendar Days = new(LlmBudgetPeriod.Day, TimeZoneInfo.Utc);
    private static readonly long Midnight = new DateTime(2026, 3, 2).Ticks;

    private readonly SpendPeriods _periods = new(Days, Midnight);

    [TestCase(-1, -1)]
    [TestCase(0, 0)]
    public void At_ABoundary_IsThePeriodThatBeginsThere(int tick, int day) => Assert.That(_periods.At(Midnight + tick)?.Bounds.Start, Is.EqualTo(Day(day)));

    [TestCase(-1, -1, 0)]
    [TestCase(0, 0, -1)]
    [TestCase(TimeSpan.TicksPerDay - 1, 0, -1)]
    [TestCase(TimeSpan.TicksPerDay, 1, 0)]
    public void MoveTo_AcrossABoundary_ChangesThePeriod(long ticks, int current, int previous)
    {
        SpendPeriods periods = new(Days, Midnight + (ticks < 0 ? ticks : 0));
        periods.MoveTo(Midnight + ticks);

        Assert.That((periods.Current.Bounds.Start, periods.Previous.Bounds.Start), Is.EqualTo((Day(current), Day(ticks < 0 ? -2 : previous))));
    }

    [Test]
    public void MoveTo_TheSamePeriod_KeepsWhatWasSpent()
    {
        _periods.Current.Spent = 5;
        _periods.MoveTo(Day(1) - 1);

        Assert.That(_periods.Current.Spent, Is.EqualTo(5));
    }

    [TestCase(1, 0)]
    [TestCase(10, 0)]
    public void At_ATimeAfterTheCurrentPeriod_IsTheCurrentOne(int day, int expected) =>
        Assert.That(_periods.At(Day(day))?.Bounds.Start, Is.EqualTo(Day(expected)));

    [Test]
    public void At_ATimeBeforeThoseKept_IsNone() => Assert.That(_periods.At(Day(-1) - 1), Is.Null);

    [Test]
    public void MoveTo_AndBack_FindsThePeriodAsItWas()
    {
        _periods.Current.Spent = 5;
        _periods.MoveTo(Day(3));
        _periods.MoveTo(Day(0));

        Assert.That((_periods.Current.Spent, _periods.At(Day(0))!.Spent), Is.EqualTo((5m, 5m)));
    }

    [Test]
    public void MoveTo_ThroughFewPeriods_ForgetsNone()
    {
        for (var day = 1; day <= 6; day++)
        {
            _periods.MoveTo(Day(day));
        }

        Assert.That(Enumerable.Range(-1, 8).Select(day => _periods.At(Day(day))?.Bounds.Start), Is.EqualTo(Enumerable.Range(-1, 8).Select(Day)));
    }

    [Test]
    public void MoveTo_ThroughManyPeriods_ForgetsEmptyOnesFirst()
    {
        _periods.Current.Calls = 1;
        for (var day = 1; day <= 20; day++)
        {
            _periods.MoveTo(Day(day));
        }

        Assert.That(_periods.At(Day(0))?.Calls, Is.EqualTo(1));
        Assert.That(_periods.At(Day(10)), Is.Null);
        Assert.That((_periods.Current.Bounds.Start, _periods.At(Day(19))?.Bounds.Start), Is.EqualTo((Day(20), Day(19))));
    }

    [Test]
    public void MoveTo_ThroughManyPeriods_KeepsTheLastEight()
    {
        for (var day = 0; day <= 20; day++)
        {
            _periods.MoveTo(Day(day));
            _periods.Current.Calls = 1;
        }

        Assert.That(Enumerable.Range(0, 21).Where(day => _periods.At(Day(day)) is not null), Is.EqualTo(Enumerable.Range(13, 8)));
    }

    [Test]
    public void MoveTo_APeriodThatIsKept_MakesItTheLastToBeForgotten()
    {
        for (var day = 0; day <= 7; day++)
        {
            _periods.MoveTo(Day(day));
            _periods.Current.Calls = 1;
        }

        _periods.MoveTo(Day(1));
        _periods.Previous.Calls = 1;
        for (var day = 8; day <= 10; day++)
        {
            _periods.MoveTo(Day(day));
            _periods.Current.Calls = 1;
        }

        Assert.That(
            Enumerable.Range(-1, 12).Where(day => _periods.At(Day(day)) is not null),
            Is.EqualTo(new[] { 0, 1, 5, 6, 7, 8, 9, 10 }),
            "the first day was the one before the second when the clock returned to it");
    }

    private static long Day(int number) => Midnight + (number * TimeSpan.TicksPerDay);
}
