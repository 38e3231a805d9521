using LlmHttpMetrics.Insights.Statistics;
using LlmHttpMetrics.Vocabulary;

namespace LlmHttpMetrics.Tests.Insights.Statistics;

/// <summary>Queries, windows, bounds and resetting.</summary>
public sealed class SnapshotTests
{
    private const string Team = "team";

    /// <summary>The provider has counted the request, and the answer is estimated.</summary>
    private static readonly TokenAmounts Asked = new(100, 30)
    {
        Origin = new(LlmTokenSources.CountApi, 1, IsExact: false),
        OfOutput = new(LlmTokenSources.Estimate, 0.25, IsExact: false),
    };

    [Test]
    public void Query_ByEachOfItsParts_TakesThoseCalls()
    {
        SeriesCalls calls = new(options => options.Tags.Add(Team));
        calls.Add("a", "x", scope: InTeam("red"));
        calls.Add("a", "y", "embeddings", scope: InTeam("blue"));
        calls.Add("b", "x");
        calls.Add("b", model: null);

        Assert.That(calls.Lines(), Is.EqualTo("a x red 1, a y blue 1, b - 1, b x 1"));
        Assert.That(calls.Lines(new() { Provider = "b" }), Is.EqualTo("b - 1, b x 1"));
        Assert.That(calls.Lines(new() { Model = "x" }), Is.EqualTo("a x red 1, b x 1"));
        Assert.That(calls.Lines(new() { Operation = "embeddings" }), Is.EqualTo("a y blue 1"));
        Assert.That(calls.Lines(new() { Tags = new Dictionary<string, string> { [Team] = "red" } }), Is.EqualTo("a x red 1"));
        Assert.That(calls.Lines(new() { Provider = "a", Model = "z" }), Is.Empty);
    }

    [Test]
    public void GroupBy_OfAQuery_PutsCallsTogether()
    {
        SeriesCalls calls = new(options => options.Tags.Add(Team));
        calls.Add("a", "x", seconds: 1, scope: InTeam("red"));
        calls.Add("a", "y", seconds: 3, scope: InTeam("blue"));
        calls.Add("b", "x", seconds: 8, scope: InTeam("red"));

        Assert.That(calls.Lines(new() { GroupBy = [LlmTagNames.ProviderName] }), Is.EqualTo("a - 2, b - 1"));
        Assert.That(calls.Lines(new() { GroupBy = [Team] }), Is.EqualTo("- - blue 1, - - red 2"));
        Assert.That(calls.Lines(new() { GroupBy = [LlmTagNames.RequestModel, LlmTagNames.OperationName], Provider = "a" }), Is.EqualTo("- x 1, - y 1"));
        var all = calls.Statistics.Snapshot(new() { GroupBy = [] }).Series.Single().SinceStart.Latency;
        Assert.That((all.Count, all.Min, all.Max, all.Mean, all.Sum), Is.EqualTo((3L, 1d, 8d, 4d, 12d)));
        Assert.That(all.P50, Is.EqualTo(3).Within(0.271).Percent);
        Assert.That(all.StandardDeviation, Is.EqualTo(Math.Sqrt(26 / 3d)).Within(1e-12));
    }

    [Test]
    public void Query_ThatNamesAnUnknownTag_IsRefused()
    {
        SeriesCalls calls = new(options => options.Tags.Add(Team));

        Assert.That(
            () => calls.Lines(new() { Tags = new Dictionary<string, string> { ["tem"] = "red" } }),
            Throws.ArgumentException.With.Message.Contains("Tags contains 'tem'; allowed are team"));
        Assert.That(
            () => calls.Lines(new() { GroupBy = ["modle"] }),
            Throws.ArgumentException.With.Message.Contains("GroupBy contains 'modle'; allowed are gen_ai.provider.name"));
    }

    [Test]
    public void Windows_AsTimePasses_LetCallsGo()
    {
        SeriesCalls calls = new();
        calls.Add(seconds: 2);
        Assert.That(Windows(), Is.EqualTo((1L, 1L, 1L, 1L)));
        calls.Time.Advance(TimeSpan.FromSeconds(60));
        Assert.That(Windows(), Is.EqualTo((1L, 1L, 1L, 1L)));
        calls.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.That(Windows(), Is.EqualTo((0L, 1L, 1L, 1L)));
        calls.Time.Advance(TimeSpan.FromMinutes(4));
        Assert.That(Windows(), Is.EqualTo((0L, 1L, 1L, 1L)));
        calls.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.That(Windows(), Is.EqualTo((0L, 0L, 1L, 1L)));
        calls.Time.Advance(TimeSpan.FromHours(1.2));
        Assert.That(Windows(), Is.EqualTo((0L, 0L, 0L, 1L)));
        Assert.That(calls.Statistics.Snapshot().Series.Single().LastHour.Latency, Is.EqualTo(new LlmDistribution()));
        Assert.That(calls.Statistics.Snapshot().Series.Single().LastHour.First, Is.Null);

        (long, long, long, long) Windows()
        {
            var series = calls.Statistics.Snapshot().Series.Single();
            return (series.LastMinute.Requests, series.LastFiveMinutes.Requests, series.LastHour.Requests, series.SinceStart.Requests);
        }
    }

    [Test]
    public void Since_OfAQuery_LeavesOutCallsBefore()
    {
        SeriesCalls calls = new();
        calls.Add();
        calls.Time.Advance(TimeSpan.FromMinutes(20));
        var since = calls.Time.GetUtcNow();
        calls.Add();
        calls.Add("q");
        calls.Time.Advance(TimeSpan.FromSeconds(5));

        Assert.That(calls.Lines(new() { Since = since }), Is.EqualTo("p m 1, q m 1"));
        Assert.That(calls.Lines(new() { Since = since.AddHours(-9) }), Is.EqualTo("p m 2, q m 1"));
        Assert.That(calls.Lines(new() { Since = since.AddMinutes(1) }), Is.Empty);
    }

    [Test]
    public void Times_OfCalls_AreThoseOfTheFirstAndTheLast()
    {
        SeriesCalls calls = new();
        var start = calls.Time.GetUtcNow();
        calls.Time.Advance(TimeSpan.FromHours(1));
        calls.Add();
        calls.Time.Advance(TimeSpan.FromHours(3));
        calls.Add();

        var snapshot = calls.Statistics.Snapshot();
        Assert.That((snapshot.Started, snapshot.Taken), Is.EqualTo((start, start.AddHours(4))));
        Assert.That(
            (snapshot.Series[0].SinceStart.First, snapshot.Series[0].SinceStart.Last),
            Is.EqualTo(((DateTimeOffset?)start.AddHours(1), (DateTimeOffset?)start.AddHours(4))));
        Assert.That(snapshot.Series[0].LastHour.First, Is.EqualTo(start.AddHours(4)));
    }

    [Test]
    public void Reset_ForgetsAllAndBeginsAnew()
    {
        SeriesCalls calls = new();
        var before = calls.Add();
        calls.Time.Advance(TimeSpan.FromMinutes(1));

        calls.Statistics.Reset();
        before.AddTokens(new(5, 5));
        Assert.That(calls.Lines(), Is.Empty);
        calls.Add();

        Assert.That(calls.Lines(), Is.EqualTo("p m 1"));
        var snapshot = calls.Statistics.Snapshot();
        Assert.That((snapshot.Started, snapshot.Series[0].SinceStart.InputTokens.Calls), Is.EqualTo((calls.Time.GetUtcNow(), 0L)));
    }

    [Test]
    public async Task Calls_OfManyThreadsDuringSnapshots_AreEachCountedOnce()
    {
        const int Threads = 8;
        const int CallsEach = 20_000;
        SeriesCalls calls = new();
        using ManualResetEventSlim done = new();
        var snapshots = Task.Run(() =>
        {
            while (!done.IsSet)
            {
                calls.Time.Advance(TimeSpan.FromSeconds(1));
                var series = calls.Statistics.Snapshot().Series;
                Assert.That(series.Select(line => line.SinceStart.Outcomes["completed"]), Is.EqualTo(series.Select(line => line.SinceStart.Latency.Count)));
            }
        });
        await Task.WhenAll(Enumerable.Range(0, Threads).Select(thread => Task.Run(() =>
        {
            for (var i = 0; i < CallsEach; i++)
            {
                calls.Add(model: "m" + ((thread + i) % 3), seconds: i % 7);
            }
        })));
        done.Set();
        await snapshots;

        Assert.That(calls.Statistics.Snapshot().Series.Sum(series => series.SinceStart.Requests), Is.EqualTo(Threads * CallsEach));
    }

    [Test]
    public void Series_ThatWasForgotten_TakesNoCall()
    {
        StatisticsClock clock = new(new ManualTimeProvider());
        SeriesTable table = new(most: 1, clock);
        var series = table.Get(new SeriesKey(tags: 0) { Provider = "p" });
        CallSample call = new() { Provider = "p", Model = "m", Operation = "chat", ClientName = "", Outcome = LlmOutcomes.Completed, Duration = default };
        Assert.That(series.TryAddCall(call, error: -1), Is.True);

        series.Close();

        Assert.That(series.TryAddCall(call, error: -1), Is.False, "so it goes to the series that stands in its place, and is not lost between the two");
    }

    [Test]
    public void Cost_OfCalls_IsExactByCurrency()
    {
        SeriesCalls calls = new();
        for (var i = 0; i < 10; i++)
        {
            calls.Add().AddCost(0.0000001m, "USD");
        }

        calls.Add().AddCost(2, "RUB");
        calls.Add().AddCost(decimal.MaxValue, "USD");
        calls.Add();

        Assert.That(calls.Statistics.Snapshot().Series.Single().SinceStart.Cost, Is.EquivalentTo(new Dictionary<string, LlmCostStatistics>
        {
            ["USD"] = new() { Total = 0.000001m, Calls = 10 },
            ["RUB"] = new() { Total = 2, Calls = 1 },
        }));
        Assert.That(calls.Statistics.Snapshot().Series.Single().SinceStart.Cost["USD"].Average, Is.EqualTo(0.0000001m));
    }

    [Test]
    public void Tokens_ThatAProviderMadeUp_DoNotTurnTheSumOver()
    {
        SeriesCalls calls = new();
        var entry = calls.Add();
        entry.AddTokens(new(long.MaxValue, -5));
        entry.AddTokens(new(long.MaxValue, 7));

        var figures = calls.Statistics.Snapshot().Series.Single().SinceStart;
        Assert.That(
            (figures.InputTokens.Total, figures.InputTokens.Calls, figures.OutputTokens.Total, figures.OutputTokens.Average),
            Is.EqualTo((long.MaxValue, 2L, 7L, 3.5)));
    }

    [Test]
    public void TokenSources_OfGroupedSeries_AreAddedUpAndTheirConfidenceIsTheMean()
    {
        SeriesCalls calls = new();
        calls.Add(model: "a").AddTokens(Asked);
        calls.Add(model: "b").AddTokens(new(10, null) { Origin = new(LlmTokenSources.CountApi, 0.5, IsExact: false) });
        calls.Add(model: "b").AddTokens(new(1, 2));
        calls.Add(model: "b").AddTokens(new(null, null));

        Assert.That(
            calls.Statistics.Snapshot(new() { GroupBy = [] }).Series.Single().SinceStart.TokenSources,
            Is.EquivalentTo(new Dictionary<string, LlmTokenSourceStatistics>
            {
                [LlmTokenSources.Provider] = new()
                {
                    InputTokens = new() { Total = 1, Calls = 1 },
                    OutputTokens = new() { Total = 2, Calls = 1 },
                    Calls = 1,
                    ExactCalls = 1
                },
                [LlmTokenSources.CountApi] = new() { InputTokens = new() { Total = 110, Calls = 2 }, Calls = 2, Confidence = 0.75 },
                [LlmTokenSources.Estimate] = new() { OutputTokens = new() { Total = 30, Calls = 1 }, Calls = 1, Confidence = 0.25 },
            }));
    }

    [Test]
    public void Measurements_AsTimePasses_LeaveTheWindowsAndStaySinceTheStart()
    {
        SeriesCalls calls = new();
        Add();
        calls.Time.Advance(TimeSpan.FromMinutes(3));
        Add();
        calls.Time.Advance(TimeSpan.FromHours(2));
        Add();

        var series = calls.Statistics.Snapshot().Series.Single();
        Assert.That(Of(series.SinceStart), Is.EqualTo((3L, 3L, 3L, 3L, 15L, 6L, 0.75)));
        Assert.That(Of(series.LastHour), Is.EqualTo((1L, 1L, 1L, 1L, 5L, 2L, 0.75)));

        void Add()
        {
            var entry = calls.Add();
            entry.AddTokens(new(100, 30) { Origin = new(LlmTokenSources.Tokenizer, 0.75, IsExact: true) });
            entry.AddCapacity(new(5, 1, 5, 1), new(7, 2, 7, 1));
            entry.AddFallback(FallbackReasons.UnknownModel);
            entry.AddPriceMissing();
            entry.AddUsageMissing();
        }

        static (long, long, long, long, long, long, double) Of(LlmCallStatistics figures) => (
            figures.TokenSources[LlmTokenSources.Tokenizer].ExactCalls, figures.Fallbacks[FallbackReasons.UnknownModel], figures.PriceMissing,
            figures.UsageMissing,
            figures.InputCapacity.Characters, figures.OutputCapacity.Words, figures.TokenSources[LlmTokenSources.Tokenizer].Confidence!.Value);
    }

    [Test]
    public void Series_PastTheirBound_ArePutTogetherByProvider()
    {
        SeriesCalls calls = new(options => options.MaxSeries = 2);
        foreach (var model in new[] { "a", "b", "c", "d", "a" })
        {
            calls.Add(model: model);
        }

        calls.Add("q", "a");

        Assert.That(calls.Lines(), Is.EqualTo("p _OTHER 2, p a 2, p b 1, q _OTHER 1"));
    }

    [Test]
    public void Values_OfATagPastTheirBound_AreOther()
    {
        SeriesCalls calls = new(options =>
        {
            options.Tags.Add(Team);
            options.MaxTagValues = 2;
        });
        foreach (var team in new[] { "red", "blue", "green", "red", "black" })
        {
            calls.Add(scope: InTeam(team));
        }

        Assert.That(calls.Lines(), Is.EqualTo("p m _OTHER 2, p m blue 1, p m red 2"));
    }

    [Test]
    public void Errors_PastTheirBound_AreOther()
    {
        SeriesCalls calls = new();
        for (var i = 0; i < 100; i++)
        {
            calls.Add(outcome: LlmOutcomes.Error, error: $"e{i}");
        }

        var errors = calls.Statistics.Snapshot().Series.Single().SinceStart.Errors;
        Assert.That((errors.Count, errors["e0"], errors["_OTHER"], errors.Values.Sum()), Is.EqualTo((65, 1L, 36L, 100L)));
    }

    [Test]
    public void Recording_OfCallsThatAreKnown_AllocatesNothing()
    {
        SeriesCalls calls = new(options => options.Tags.Add(Team));
        var scope = InTeam("red");
        Run();

        var before = GC.GetAllocatedBytesForCurrentThread();
        Run();

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);

        void Run()
        {
            for (var i = 0; i < 5000; i++)
            {
                var entry = calls.Add(model: i % 2 == 0 ? "a" : "b", seconds: 0.1 * (1 + (i % 50)), scope: scope);
                entry.AddCost(1, "USD");
                entry.AddTokens(Asked);
                entry.AddCapacity(new(5, 1, 5, 1), new(7, 2, 7, 1));
                entry.AddFallback(FallbackReasons.UnknownModel);
                entry.AddPriceMissing();
                entry.AddUsageMissing();
            }

            for (var i = 0; i < 10; i++)
            {
                calls.Add(model: "a", outcome: LlmOutcomes.Error, error: "500", scope: scope);
            }
        }
    }

    private static LlmCallInfo InTeam(string team) => new() { Tags = new Dictionary<string, string> { [Team] = team } };
}
