using LlmHttpMetrics.Counting.Comparison;
using LlmHttpMetrics.Tests.Counting.Learning;
using LlmHttpMetrics.Tests.Counting.Tokens;
using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.Tests.Counting.Comparison;

/// <summary>Our figures beside the provider's, model by model.</summary>
public sealed class ReportTests
{
    [Test]
    public async Task Hybrid_CallsWithUsage_AreCompared()
    {
        await using var client = Client();
        for (var i = 0; i < 12; i++)
        {
            await LearningCalls.SendAsync(client.Http, 10 + i);
        }

        await LlmMonitoring.FlushAsync();
        var rows = client.Services.GetRequiredService<LlmMeasurementReport>().Snapshot();

        Assert.That(rows.Select(row => (row.Provider, row.Model, row.Direction, row.Source, row.Tokenizer, row.Calls)), Is.EqualTo(new[]
        {
            ("openai", "acme-1", "input", "estimate", "words", 12L), ("openai", "acme-1", "output", "estimate", "words", 12L),
        }));
        Assert.That((rows[1].ReportedTokens, rows[1].Characters), Is.EqualTo((12 * 15.5 + 36, 12 * ((15.5 * 5) - 1))));
        Assert.That(rows[1].OurTokens, Is.EqualTo(12 * 15.5 + (8 * 3)), "The offset is agreed upon by four calls.");
        Assert.That((rows[1].Bias, rows[1].WorstError), Is.EqualTo((-12 / 222d, 3 / 13d)));
        Assert.That(client.Sink.Events.Select(
            e => (e.TokenSource, e.Capacity is not null, e.LocalTokens is not null)), Is.All.EqualTo(("provider", true, true)));
        Assert.That(client.Recorder.Of(LlmInstrumentNames.Tokens, (LlmTagNames.TokenSource, "tokenizer")), Is.Empty, "Once a call.");
        Assert.That(client.Recorder.Of(LlmInstrumentNames.MeasurementFallbacks), Is.Empty);
    }

    [TestCase(LlmStrategies.Auto, true)]
    [TestCase(LlmStrategies.Capacity, true)]
    [TestCase(LlmStrategies.Hybrid, false)]
    public async Task Calls_NotAskedFor_AreNotCounted(string strategy, bool withReport)
    {
        await using var client = Client(strategy, withReport);
        await LearningCalls.SendAsync(client.Http, 10);
        await LlmMonitoring.FlushAsync();

        Assert.That(client.Recorder.Of(LlmInstrumentNames.TokenizationDuration), Is.Empty);
        Assert.That(client.Sink.Only.LocalTokens, Is.Null);
    }

    [Test]
    public async Task Tokenizer_ThatIsNearer_IsSuggested()
    {
        await using var client = Client(
            more: services => services.AddSingleton<ITokenCounter>(new WordCounter("nearer") { Tokens = text => text.Split(' ').Length + 3 }));
        for (var i = 0; i < 10; i++)
        {
            await LearningCalls.SendAsync(client.Http, 10 + i);
        }

        await LlmMonitoring.FlushAsync();
        var row = client.Services.GetRequiredService<LlmMeasurementReport>().Snapshot()[1];

        Assert.That((row.SuggestedTokenizer, row.SuggestedMeanError), Is.EqualTo(("nearer", (double?)0)));
    }

    [Test]
    public void Errors_OfManyCalls_AreSummedUp()
    {
        Comparisons comparisons = new();
        for (var i = 1; i <= 100; i++)
        {
            comparisons.Add("acme", "acme-1", isInput: true, new(100, 100 + i, "estimate", "a", 1000, [("a", 120), ("b", 118)]));
        }

        var row = comparisons.Snapshot().Single();
        Assert.That((row.Calls, row.ReportedTokens, row.OurTokens, row.Characters), Is.EqualTo((100, 10_000, 15_050, 100_000)));
        Assert.That(new[] { row.Bias, row.MeanError, row.P95Error, row.WorstError }, Is.EqualTo(new[] { 0.505, 0.505, 0.95, 1 }).Within(1e-6));
        Assert.That(row.SuggestedTokenizer, Is.Null, "It is hardly nearer.");
    }

    [Test]
    public void Models_WithoutEnd_AreNotRememberedForEver()
    {
        Comparisons comparisons = new();
        for (var i = 0; i < 5000; i++)
        {
            comparisons.Add("acme", $"acme-{i}", isInput: true, new(100, 100, "estimate", "a", 1000, []));
        }

        Assert.That(comparisons.Snapshot(), Has.Count.EqualTo(1000));
    }

    [Test]
    public void Table_OfRows_IsAligned()
    {
        LlmMeasurementComparison row = new()
        {
            Provider = "acme",
            Model = "acme-1",
            Direction = "input",
            Source = "estimate",
            Tokenizer = "o200k_base",
            Calls = 1200,
            ReportedTokens = 1_000_000,
            OurTokens = 990_000,
            Characters = 4_000_000,
            MeanError = 0.031,
            P95Error = 0.08,
            WorstError = 0.6,
            SuggestedTokenizer = "acme",
            SuggestedMeanError = 0.002,
        };

        Assert.That(ComparisonTable.Of([row]), Is.EqualTo(
            "provider  model   direction  source    tokenizer   calls   reported     ours  characters    bias   mean    p95   worst  nearer\n"
            + "acme      acme-1  input      estimate  o200k_base  1,200  1,000,000  990,000   4,000,000  -1.0 %  3.1 %  8.0 %  60.0 %  acme 0.2 %\n"));
    }

    private static MonitoredClient Client(string strategy = LlmStrategies.Hybrid, bool withReport = true, Action<IServiceCollection>? more = null) => new(
        LearningCalls.Network(LearningCalls.Usage),
        options => options.DefaultStrategy = strategy,
        services: services =>
        {
            services.AddSingleton<ITokenCounterSource>(new WordCounter());
            more?.Invoke(services);
            if (withReport)
            {
                services.AddLlmMeasurementReport();
            }
        });
}
