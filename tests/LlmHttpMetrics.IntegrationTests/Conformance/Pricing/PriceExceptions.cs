using System.Text.Json;

namespace LlmHttpMetrics.IntegrationTests.Conformance.Pricing;

/// <summary>Recorded costs that the table cannot come to, each with its reason.</summary>
internal sealed class PriceExceptions(IReadOnlyList<PriceExceptions.Entry> entries)
{
    public static PriceExceptions Load()
    {
        var path = Path.Combine(TestContext.CurrentContext.TestDirectory, "Conformance", "Pricing", "exceptions.json");
        return new(JsonSerializer.Deserialize<Entry[]>(File.ReadAllText(path), JsonSerializerOptions.Web)!);
    }

    public bool Covers(string id) => entries.Any(entry => entry.Ids.Contains(id));

    internal sealed record Entry(string[] Ids, string Reason);
}
