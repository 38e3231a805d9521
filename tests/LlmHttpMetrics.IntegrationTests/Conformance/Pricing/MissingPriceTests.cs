using LlmHttpMetrics.Pricing;
using Microsoft.Extensions.Logging.Abstractions;

namespace LlmHttpMetrics.IntegrationTests.Conformance.Pricing;

/// <summary>Recorded tokens and requests that the embedded table has no price for, by model: what is printed is what to look for next.</summary>
[TestFixture]
public sealed class MissingPriceTests
{
    /// <summary>Calls with tokens at providers that publish prices; local servers and gateways have none.</summary>
    private const double LeastPriced = 0.9;

    [Test]
    public async Task Tokens_WithoutAPrice_AreFew()
    {
        PriceBook book = new([EmbeddedPrices.Layer], [], new MissingPrices(NullLogger.Instance));
        SortedDictionary<string, int> missing = new(StringComparer.Ordinal);
        var calls = 0;
        await using Bench bench = new();
        foreach (var record in Corpus.Where(record => !record.IsNegative && record.Provider is not ("ollama" or "openai_compatible" or "gateway")))
        {
            await Replay.RunAsync(bench, record, Split.Whole, turn: 0);
            foreach (var e in bench.Events.Where(e => (e.Tokens.Input ?? e.Tokens.Output) is not null))
            {
                calls++;
                if (book.Find(new PricedModel(e.Provider, e.RequestModel, e.ResponseModel, e.Timestamp.UtcTicks)) is null)
                {
                    var model = $"{e.Provider} {e.RequestModel} {e.ResponseModel}";
                    missing[model] = missing.GetValueOrDefault(model) + 1;
                }
            }
        }

        TestContext.Out.WriteLine($"{missing.Values.Sum()} of {calls} calls with tokens have no price:");
        foreach (var (model, count) in missing.OrderByDescending(row => row.Value))
        {
            TestContext.Out.WriteLine($"{count} {model}");
        }

        Assert.That(missing.Values.Sum(), Is.AtMost((1 - LeastPriced) * calls));
    }
}
