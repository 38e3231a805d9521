using System.Globalization;
using System.Text.Json;
using LlmHttpMetrics.Pricing;

namespace LlmHttpMetrics.Tests.Pricing;

/// <summary>Invoices worked by hand from published prices: the table and the sums agree with them to the last digit.</summary>
public sealed class InvoiceVectorTests
{
    private const int Least = 60;

    private static readonly JsonElement[] All = Load();

    [TestCaseSource(nameof(Names))]
    public void Invoice_WorkedByHand_IsMetToTheLastDigit(string name)
    {
        var vector = Array.Find(All, vector => vector.GetProperty("name").GetString() == name);
        var book = new PriceBook([EmbeddedPrices.Layer], [], Prices.Untold);
        PricedModel model = new(
            Word(vector, "provider")!, null, Word(vector, "model"), Prices.Day(Word(vector, "date")!));

        var found = book.Find(model);
        Assert.That(found, Is.Not.Null, "no price");
        var usage = UsageOf(vector);
        Assert.That(CostOfUsage.TryPrice(usage, found!, out var cost), "no cost");
        Assert.That(
            (cost.Amount, cost.Currency),
            Is.EqualTo((decimal.Parse(Word(vector, "amount")!, CultureInfo.InvariantCulture), Word(vector, "currency"))),
            Word(vector, "working"));
        Assert.That(CostOfUsage.Parts(usage, cost).Sum, Is.EqualTo(cost.Amount));
    }

    [Test]
    public void Invoices_AreMany() => Assert.That(Names.Distinct().ToArray(), Has.Length.EqualTo(All.Length).And.Length.AtLeast(Least));

    private static IEnumerable<string> Names => All.Select(vector => vector.GetProperty("name").GetString()!);

    private static Usage UsageOf(JsonElement vector)
    {
        var usage = vector.GetProperty("usage");
        var known = new HashSet<string>();
        Usage read = new()
        {
            Input = Figure("input"),
            Output = Figure("output"),
            CacheRead = Figure("cacheRead") ?? 0,
            CachedAudio = Figure("cachedAudio") ?? 0,
            CacheWrite = Figure("cacheWrite") ?? 0,
            CacheWrite5m = Figure("cacheWrite5m") ?? 0,
            CacheWrite1h = Figure("cacheWrite1h") ?? 0,
            Reasoning = Figure("reasoning") ?? 0,
            InputAudio = Figure("inputAudio") ?? 0,
            InputImage = Figure("inputImage") ?? 0,
            OutputAudio = Figure("outputAudio") ?? 0,
            OutputImage = Figure("outputImage") ?? 0,
            Characters = Figure("characters") ?? 0,
            Served = new(Word(vector, "serviceTier"), Word(vector, "speed"), Word(vector, "region")),
            IsServed = true,
            Confidence = 1,
        };
        Assert.That(usage.EnumerateObject().Select(figure => figure.Name).Except(known), Is.Empty, "figures that nobody read");
        return read;

        long? Figure(string name)
        {
            known.Add(name);
            return usage.TryGetProperty(name, out var figure) ? figure.GetInt64() : null;
        }
    }

    private static string? Word(JsonElement vector, string name) => vector.TryGetProperty(name, out var word) ? word.GetString() : null;

    private static JsonElement[] Load()
    {
        var path = Path.Combine(TestContext.CurrentContext.TestDirectory, "Pricing", "invoice-vectors.json");
        return JsonSerializer.Deserialize<JsonElement[]>(File.ReadAllText(path))!;
    }
}
