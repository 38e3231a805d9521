using LlmHttpMetrics.Insights.Budgets;
using static LlmHttpMetrics.Tests.Insights.Budgets.BudgetCalls;

namespace LlmHttpMetrics.Tests.Insights.Budgets;

/// <summary>Thresholds are reported once per period, in order, off the caller's path.</summary>
public sealed class ThresholdTests
{
    [Test]
    public async Task Thresholds_AreToldOnceAPeriod()
    {
        BudgetCalls calls = new(Budget());
        foreach (var cost in new[] { 4.9m, 0.1m, 0.1m, 2.9m, 2m, 5m })
        {
            calls.Add(cost);
        }

        calls.Time.Advance(TimeSpan.FromDays(1));
        calls.Add(5);

        var reported = await calls.ReportedAsync();
        Assert.That(
            reported.Select(threshold => (threshold.Share, threshold.Status.Spent)),
            Is.EqualTo(new[] { (0.5m, 5m), (0.8m, 8m), (1m, 10m), (0.5m, 5m) }));
        Assert.That(reported.Select(threshold => threshold.Status.PeriodStart.Day), Is.EqualTo(new[] { 1, 1, 1, 2 }));
    }

    [Test]
    public async Task Thresholds_ReachedByOneCost_AreToldInOrder()
    {
        BudgetCalls calls = new(Budget(configure: b =>
        {
            b.Thresholds.Clear();
            foreach (var share in new[] { 2m, 0.25m, 1m, 0.25m })
            {
                b.Thresholds.Add(share);
            }
        }));
        calls.Add(25);

        Assert.That((await calls.ReportedAsync()).Select(threshold => threshold.Share), Is.EqualTo(new[] { 0.25m, 1m, 2m }));
    }

    [Test]
    public async Task Thresholds_AreALineOfTheLog()
    {
        BudgetCalls calls = new(Budget("search", 2, configure: b => b.ForEach = LlmTagNames.UserId));
        calls.Add(1.000000025m, call: calls.Call(scope: User("ann")));

        Assert.That(await calls.WarningsAsync(), Is.EqualTo(new[]
        {
            "The budget search of ann has reached 50 %: 1.000000 of 2 USD are spent in the period from 2026-03-01 00:00:00Z to 2026-03-02 00:00:00Z.",
        }).Using<string>((left, right) => left.Replace("50%", "50 %", StringComparison.Ordinal) == right.Replace("50%", "50 %", StringComparison.Ordinal)));
    }

    [Test]
    public async Task Threshold_ReachedByALateCost_IsToldOfItsPeriod()
    {
        BudgetCalls calls = new(Budget());
        var entry = calls.Add(null);
        calls.Time.Advance(TimeSpan.FromHours(12));
        entry.AddCost(6, "USD");

        var reported = (await calls.ReportedAsync()).Single();
        Assert.That((reported.Status.PeriodStart.Day, reported.Status.Spent, reported.Status.Projection, calls.Status().Spent), Is.EqualTo((1, 6m, 6m, 0m)));
    }

    [Test]
    public async Task Thresholds_ReachedByWhatIsRestored_AreNotToldAgain()
    {
        BudgetCalls calls = new(Budget());
        calls.Budgets.Restore("all", 5.5m, calls.Now);
        calls.Budgets.Restore(Event(calls.Now, 3m, "search"));
        calls.Add(1.5m);

        Assert.That((await calls.ReportedAsync()).Select(threshold => threshold.Share), Is.EqualTo(new[] { 1m }));
    }

    [Test]
    public async Task Callback_RunsOffTheCallersPath()
    {
        using ManualResetEventSlim open = new();
        AsyncLocal<string?> flow = new() { Value = "caller" };
        string? seen = "none";
        BudgetCalls calls = new(new ManualTimeProvider(), _ =>
        {
            seen = flow.Value;
            open.Wait();
        }, Budget());

        calls.Add(6);
        calls.Add(4);
        var flushed = LlmMonitoring.FlushAsync();
        Assert.That(flushed.IsCompleted, Is.False, "the first callback has not returned");
        open.Set();
        await flushed;

        Assert.That(await calls.ReportedAsync(), Has.Count.EqualTo(3));
        Assert.That(seen, Is.Null);
    }

    [Test]
    public async Task Callback_ThatDoesNotReturn_HoldsNoMoreThanItsBound()
    {
        using ManualResetEventSlim open = new();
        using MeasurementRecorder recorder = new(services: null, keep: measurement => measurement.Tag(LlmTagNames.Stage) as string == "budget");
        BudgetCalls calls = new(new ManualTimeProvider(), _ => open.Wait(), Budget(configure: b =>
        {
            (b.ForEach, b.MaxValues) = (LlmTagNames.UserId, 100_000);
            b.Thresholds.Clear();
            b.Thresholds.Add(1);
        }));
        for (var i = 0; i < BudgetNotices.Most + 7; i++)
        {
            calls.Add(10, call: calls.Call(scope: User("u" + i)));
        }

        var lost = recorder.Sum(LlmInstrumentNames.MeasurementFailures);
        open.Set();
        Assert.That(await calls.ReportedAsync(), Has.Count.EqualTo(BudgetNotices.Most));
        Assert.That(lost, Is.EqualTo(7));
    }

    [Test]
    public async Task Callback_ThatThrows_IsCountedAndCalledAgain()
    {
        using MeasurementRecorder recorder = new(services: null, keep: measurement => measurement.Tag(LlmTagNames.Stage) as string == "budget");
        BudgetCalls calls = new(new ManualTimeProvider(), _ => throw new InvalidOperationException(), Budget());
        calls.Add(8);

        Assert.That(await calls.ReportedAsync(), Has.Count.EqualTo(2));
        Assert.That(await calls.WarningsAsync(), Has.Length.EqualTo(2));
        Assert.That(recorder.Sum(LlmInstrumentNames.MeasurementFailures), Is.EqualTo(2));
    }

    [Test]
    public async Task Thresholds_OfManyThreads_AreToldOnce()
    {
        BudgetCalls calls = new(Budget(amount: 100));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < 1000; i++)
            {
                calls.Add(0.1m);
            }
        })));

        Assert.That(
            (await calls.ReportedAsync()).Select(threshold => (threshold.Share, threshold.Status.Spent)),
            Is.EqualTo(new[] { (0.5m, 50m), (0.8m, 80m), (1m, 100m) }));
    }
}
