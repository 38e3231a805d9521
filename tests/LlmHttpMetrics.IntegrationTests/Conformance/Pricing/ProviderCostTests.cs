using LlmHttpMetrics.Pricing;
using Microsoft.Extensions.Logging.Abstractions;

namespace LlmHttpMetrics.IntegrationTests.Conformance.Pricing;

/// <summary>Recorded answers that say what they cost: that is read exactly, and the embedded table comes to the same.</summary>
[TestFixture]
public sealed class ProviderCostTests
{
    /// <summary>How far the table may be from the bill.</summary>
    private const decimal Tolerance = 0.02m;

    /// <summary>Most providers round what they send, to less than this.</summary>
    private const decimal Rounding = 0.000_000_05m;

    private const int LeastRecords = 250;
    private const int LeastPriced = 100;

    [Test]
    public async Task Cost_ThatWasRecorded_IsReadExactly([Values] Split split)
    {
        List<string> differences = [];
        var records = 0;
        await using Bench bench = new();
        foreach (var record in Corpus.Where(record => !record.IsNegative))
        {
            if (RecordedCost.Of(record) is not { } recorded)
            {
                continue;
            }

            await Replay.RunAsync(bench, record, split, records++);
            var e = bench.Events.Single();
            if ((e.Cost, e.Currency, e.CostSource, e.CostMethod) != (recorded, "USD", "provider", LlmCostMethods.Reported))
            {
                differences.Add($"{record} {e.Cost} {e.Currency} by {e.CostSource}, not {recorded}");
            }
        }

        TestContext.Out.WriteLine($"{records} records say what they cost");
        Assert.That(records, Is.AtLeast(LeastRecords));
        Assert.That(differences, Is.Empty, string.Join(Environment.NewLine, differences));
    }

    [Test]
    public async Task Cost_ByTheEmbeddedTable_IsThatOfTheProvider()
    {
        var exceptions = PriceExceptions.Load();
        PriceBook book = new([EmbeddedPrices.Layer], [], new MissingPrices(NullLogger.Instance));
        List<(string Model, bool Excepted, string? Difference)> compared = [];
        SortedDictionary<string, int> unpriced = new(StringComparer.Ordinal);
        await using Bench bench = new();
        foreach (var record in Corpus.Where(record => !record.IsNegative && RecordedCost.Of(record) is not null))
        {
            await Replay.RunAsync(bench, record, Split.Whole, turn: 0);
            var e = bench.Events.Single();
            var model = $"{e.Provider} {e.ResponseModel ?? e.RequestModel}";
            var at = (RecordedCost.DateOf(record) ?? e.Timestamp).UtcTicks;
            if (book.Find(new PricedModel(e.Provider, e.RequestModel, e.ResponseModel, at)) is not { } price
                || !CostOfUsage.TryPrice(UsageOf(e), price, out var cost))
            {
                unpriced[model] = unpriced.GetValueOrDefault(model) + 1;
                continue;
            }

            var fits = Math.Abs(cost.Amount - e.Cost!.Value) <= Math.Max(Tolerance * e.Cost.Value, Rounding);
            var excepted = exceptions.Covers(record.Id);
            compared.Add((model, excepted, fits ? null : $"{record.Id} {model}: {cost.Amount} by the table, {e.Cost} by the provider ({e.Tokens})"));
        }

        Print(compared, unpriced);
        var differences = compared.Where(row => row is { Excepted: false, Difference: not null }).Select(row => row.Difference!).ToArray();
        Assert.That(compared, Has.Count.AtLeast(LeastPriced));
        Assert.That(differences, Is.Empty, string.Join(Environment.NewLine, differences));
        Assert.That(compared.Where(row => row is { Excepted: true, Difference: null }), Is.Empty, "exceptions that are none");
    }

    private static Usage UsageOf(LlmEvent e) => new()
    {
        Input = e.Tokens.Input,
        Output = e.Tokens.Output,
        ToolUseInput = e.Tokens.ToolUseInput ?? 0,
        CacheRead = e.Tokens.CachedInput ?? 0,
        CacheWrite = e.Tokens.CacheWrite ?? 0,
        CacheWrite5m = e.Tokens.CacheWrite5Minutes ?? 0,
        CacheWrite1h = e.Tokens.CacheWrite1Hour ?? 0,
        Reasoning = e.Tokens.Reasoning ?? 0,
        InputAudio = e.Tokens.InputAudio ?? 0,
        InputImage = e.Tokens.InputImage ?? 0,
        OutputAudio = e.Tokens.OutputAudio ?? 0,
        OutputImage = e.Tokens.OutputImage ?? 0,
        Tools = e.BilledTools,
        Served = new(e.ServedServiceTier),
        IsServed = true,
        Confidence = 1,
    };

    private static void Print(List<(string Model, bool Excepted, string? Difference)> compared, SortedDictionary<string, int> unpriced)
    {
        foreach (var rows in compared.GroupBy(row => row.Model).OrderBy(rows => rows.Key, StringComparer.Ordinal))
        {
            TestContext.Out.WriteLine(
                $"{rows.Key}: {rows.Count(row => row.Difference is null)} of {rows.Count()} within 2 %, {rows.Count(row => row.Excepted)} excepted");
        }

        TestContext.Out.WriteLine(
            $"In all {compared.Count(row => row.Difference is null)} of {compared.Count} within 2 %, {compared.Count(row => row.Excepted)} excepted.");
        TestContext.Out.WriteLine($"Without a price: {string.Join(", ", unpriced.Select(row => $"{row.Key} ({row.Value})"))}");
    }
}
