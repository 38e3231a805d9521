using System.Text.Json;

namespace LlmHttpMetrics.IntegrationTests.Conformance;

/// <summary>Expectations of the corpus that are wrong, each with its reason.</summary>
internal sealed class ExpectationExceptions(IReadOnlyList<ExpectationExceptions.Entry> entries)
{
    public static ExpectationExceptions Load()
    {
        var path = Path.Combine(TestContext.CurrentContext.TestDirectory, "Conformance", "exceptions.json");
        return new(JsonSerializer.Deserialize<Entry[]>(File.ReadAllText(path), JsonSerializerOptions.Web)!);
    }

    public bool Covers(string difference) =>
        entries.Any(entry => entry.Ids.Any(id => difference.StartsWith(id, StringComparison.Ordinal))
            && difference.Contains($") {entry.Field}:", StringComparison.Ordinal));

    internal sealed record Entry(string[] Ids, string Field, string Reason);
}
