using FsCheck;
using FsCheck.Fluent;
using LlmHttpMetrics.Insights.Statistics;
using LlmHttpMetrics.Insights.Statistics.Slices;

namespace LlmHttpMetrics.Tests.Insights.Statistics.Slices;

/// <summary>The windows against a list of all calls with their times.</summary>
public sealed class TimelineTests
{
    /// <summary>Windows in units of time, and by how much more they may reach back.</summary>
    private static readonly (int Reach, int More)[] Windows = [(6, 1), (30, 5), (360, 60)];

    /// <summary>Steps of time between calls, in units: most short, some that leave a window, some that leave them all.</summary>
    private static readonly Arbitrary<int[]> Steps =
        Gen.OneOf(Gen.Constant(0), Gen.Choose(0, 2), Gen.Choose(0, 40), Gen.Choose(0, 500))
            .ArrayOf()
            .Select(steps => steps.Concat(steps).Concat(steps).ToArray())
            .ToArbitrary();

    [Test]
    public void Windows_AtAnyTime_HoldAllOfTheirLengthAndLittleMore() => Prop.ForAll(Steps, steps =>
    {
        var now = 0;
        Timeline timeline = new(now);
        List<int> calls = [];
        foreach (var step in steps)
        {
            now += step;
            Add(timeline, now);
            calls.Add(now);
            var sums = SumsOf(timeline, now);
            for (var i = 0; i < Windows.Length; i++)
            {
                var (reach, more) = Windows[i];
                Assert.That(sums[i], Is.InRange(
                    calls.Count(call => call >= now - reach), calls.Count(call => call >= now - reach - more + 1)), $"window {i} at {now}");
            }

            Assert.That(sums[^1], Is.EqualTo(calls.Count), "since the start, each once");
        }
    }).QuickCheckThrowOnFailure();

    [TestCase(7, 0, 1, 1)]
    [TestCase(35, 0, 0, 1)]
    [TestCase(420, 0, 0, 0)]
    public void Windows_OfTimeWithoutCalls_Empty(int later, int minute, int five, int hour)
    {
        Timeline timeline = new(0);
        Add(timeline, 0);

        timeline.At(later);

        Assert.That(SumsOf(timeline, later), Is.EqualTo(new[] { minute, five, hour, 1 }));
    }

    [Test]
    public void Since_WithinTheHour_LeavesOutWhatIsBeforeToASlice() => Prop.ForAll(Steps, Gen.Choose(0, 360).ToArbitrary(), (steps, age) =>
    {
        var now = 0;
        Timeline timeline = new(now);
        List<int> calls = [];
        foreach (var step in steps)
        {
            now += Math.Min(step, 30);
            Add(timeline, now);
            calls.Add(now);
        }

        var since = now - age;
        Assert.That(
            SumsOf(timeline, now, since)[^1],
            Is.InRange(calls.Count(call => call >= since), calls.Count(call => call >= since - (age <= 6 ? 0 : age <= 30 ? 4 : 59))),
            $"since {since} at {now}: {string.Join(' ', calls)}");
    }).QuickCheckThrowOnFailure();

    [Test]
    public void Memory_OfSteadyTraffic_IsMadeOnce()
    {
        Timeline timeline = new(0);
        var now = 0;
        Run(1000);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Run(1000);

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);

        void Run(int units)
        {
            for (var end = now + units; now < end; now++)
            {
                for (var call = 0; call < 20; call++)
                {
                    Add(timeline, now, TimeSpan.FromMilliseconds(20 << (call % 10)));
                }
            }
        }
    }

    [Test]
    public void Clock_ThatGoesBack_IsTakenToStand()
    {
        Timeline timeline = new(0);
        Add(timeline, 100);
        Add(timeline, 3);

        Assert.That(SumsOf(timeline, 100), Is.EqualTo(new[] { 2, 2, 2, 2 }));
    }

    private static void Add(Timeline timeline, int now, TimeSpan duration = default) => timeline.At(now).AddCall(
        new CallSample { Provider = "p", Model = "m", Operation = "chat", ClientName = "", Outcome = LlmOutcomes.Completed, Duration = duration },
        error: -1,
        now);

    private static long[] SumsOf(Timeline timeline, int now, long since = long.MinValue)
    {
        Slice[] sums = [new(), new(), new(), new()];
        timeline.At(now);
        timeline.AddTo(sums, since);
        var total = 0L;
        return [.. sums.Select(sum => total += sum.Latency.Count)];
    }
}
