namespace LlmHttpMetrics.Tests.Insights.Statistics;

/// <summary>The order of providers.</summary>
public sealed class CompareProvidersTests
{
    [Test]
    public void Order_IsBySuccessThenLatencyThenCost()
    {
        SeriesCalls calls = new();
        calls.Add("fails").AddCost(0, "USD");
        calls.Add("fails", seconds: 0.001, outcome: LlmOutcomes.Error);
        calls.Add("slow", seconds: 3);
        calls.Add("dear", seconds: 2).AddCost(2, "USD");
        calls.Add("cheap", seconds: 2).AddCost(1, "USD");
        calls.Add("unpriced", seconds: 2);
        calls.Add("roubles", seconds: 2).AddCost(0.1m, "RUB");
        calls.Add("cancels", outcome: LlmOutcomes.Cancelled);

        var ranked = calls.Statistics.CompareProviders();

        Assert.That(ranked.Select(line => line.Provider), Is.EqualTo(new[] { "roubles", "cheap", "dear", "unpriced", "slow", "fails", "cancels" }));
        Assert.That(ranked.Select(line => line.Rank), Is.EqualTo(Enumerable.Range(1, 7)));
        Assert.That(ranked[5].Statistics is { Requests: 2, JudgedRequests: 2, SuccessShare: 0.5, Latency.Count: 2 }, Is.True);
        Assert.That(ranked[6].Statistics is { Requests: 1, JudgedRequests: 0, SuccessShare: null }, Is.True);
    }

    [Test]
    public void Models_OfAProvider_AreComparedTogether()
    {
        SeriesCalls calls = new();
        calls.Add("a", "x", seconds: 1);
        calls.Add("a", "y", seconds: 5);
        calls.Add("a", "y", seconds: 9);
        calls.Add("b", "x", seconds: 4);

        Assert.That(
            calls.Statistics.CompareProviders().Select(line => (line.Rank, line.Provider, line.Statistics.Requests)),
            Is.EqualTo(new[] { (1, "b", 1L), (2, "a", 3L) }));
        Assert.That(calls.Statistics.CompareProviders(query: new() { Model = "x", GroupBy = [] }).Select(
            line => line.Provider), Is.EqualTo(new[] { "a", "b" }));
    }

    [Test]
    public void Equals_HaveTheSameRank()
    {
        SeriesCalls calls = new();
        calls.Add("b");
        calls.Add("a");
        calls.Add("c", seconds: 2);

        Assert.That(calls.Statistics.CompareProviders().Select(line => (line.Rank, line.Provider)), Is.EqualTo(new[] { (1, "a"), (1, "b"), (3, "c") }));
    }

    [Test]
    public void Period_WithoutCallsOfAProvider_LeavesItOut()
    {
        SeriesCalls calls = new();
        calls.Add("a");
        calls.Time.Advance(TimeSpan.FromMinutes(3));
        calls.Add("b");

        Assert.That(calls.Statistics.CompareProviders(LlmStatisticsPeriod.LastMinute).Select(line => line.Provider), Is.EqualTo(new[] { "b" }));
        Assert.That(calls.Statistics.CompareProviders(LlmStatisticsPeriod.LastHour), Has.Count.EqualTo(2));
        Assert.That(() => calls.Statistics.CompareProviders((LlmStatisticsPeriod)4), Throws.TypeOf<ArgumentOutOfRangeException>());
    }
}
