using LlmHttpMetrics.Insights.Budgets.Periods;

namespace LlmHttpMetrics.Tests.Insights.Budgets.Periods;

/// <summary>A window of four slices of ten minutes; times are minutes.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SpendWindowTests
{
    /// <summary>Any minute that begins a slice.</summary>
    private const int Start = 100_000;

    private readonly SpendWindow _window = new(TimeSpan.FromMinutes(10), count: 4);

    [Test]
    public void Rate_OfAmountsOfOneSlice_IsOfTheirSum()
    {
        Add(Start, 1);
        Add(Start + 9, 2);

        Assert.That(Rate(now: Start + 10), Is.EqualTo(3m / 30 * 60), "the window began two slices earlier");
    }

    [TestCase(39, 1)]
    [TestCase(40, 0)]
    public void Rate_OfTheOldestSlice_CountsUntilItsTimeIsOver(int minutes, int sum)
    {
        Add(Start, 1);

        // The window begins with a slice: it has 30 minutes and those of the current slice.
        Assert.That(Rate(now: Start + minutes, shortest: 60), Is.EqualTo(sum));
    }

    [Test]
    public void Add_OfTheOldestSliceOfTheWindow_Counts()
    {
        Add(Start, 1, now: Start + 39);

        Assert.That(Rate(now: Start + 39, shortest: 60), Is.EqualTo(1));
    }

    [Test]
    public void Add_OlderThanTheWindow_ChangesNoSlice()
    {
        Add(Start + 40, 5);
        Add(Start, 1, now: Start + 40);

        Assert.That(Rate(now: Start + 40, shortest: 60), Is.EqualTo(5), "both are of the slice with the same place");
    }

    [Test]
    public void Add_ToASliceThatIsUsedAgain_ReplacesItsOldAmount()
    {
        Add(Start, 1);
        Add(Start + 40, 5);

        Assert.That(Rate(now: Start + 40, shortest: 60), Is.EqualTo(5));
    }

    [Test]
    public void Add_OfALaterTimeThanNow_CountsAsNow()
    {
        Add(Start + 100, 2, now: Start);

        Assert.That(Rate(now: Start, shortest: 60), Is.EqualTo(2));
    }

    [Test]
    public void Rate_AfterTheClockWentBack_LeavesOutWhatIsLater()
    {
        Add(Start + 20, 2);

        Assert.That(Rate(now: Start, shortest: 60), Is.Zero);
    }

    [TestCase(0, 35, 60.0 / 35)]
    [TestCase(20, 35, 60.0 / 15)]
    [TestCase(34, 35, 60.0 / 10)]
    public void Rate_OfAYoungProcess_IsOfItsAgeButNotOfLessThanTheShortestTime(int since, int now, double rate)
    {
        Add(Start + now, 1);

        Assert.That((double)Rate(Start + now, Start + since, shortest: 10), Is.EqualTo(rate).Within(1e-9));
    }

    private void Add(int minute, decimal amount, int? now = null) => _window.Add(Ticks(minute), amount, Ticks(now ?? minute));

    private decimal Rate(int now, int since = 0, int shortest = 1) => _window.PerHour(Ticks(now), Ticks(since), TimeSpan.FromMinutes(shortest));

    private static long Ticks(int minutes) => minutes * TimeSpan.TicksPerMinute;
}
