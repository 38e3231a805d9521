using System.Text;
using System.Text.Json;

namespace LlmHttpMetrics.IntegrationTests.Conformance.Pricing;

/// <summary>What a recorded answer says that it cost, read once more and in another way than the library does: as a document.</summary>
internal static class RecordedCost
{
    private const decimal TicksPerDollar = 10_000_000_000;

    /// <summary>US dollars; null where it says nothing.</summary>
    public static decimal? Of(CorpusRecord record)
    {
        decimal? last = null;
        foreach (var document in Documents(record))
        {
            using (document)
            {
                last = OfAnswer(document.RootElement) ?? last;
            }
        }

        return last;
    }

    /// <summary>When the answer was made, where it says so.</summary>
    public static DateTimeOffset? DateOf(CorpusRecord record)
    {
        DateTimeOffset? first = null;
        foreach (var document in Documents(record))
        {
            using (document)
            {
                var root = Member(document.RootElement, "response") ?? document.RootElement;
                first ??= (Member(root, "created") ?? Member(root, "created_at")) is { ValueKind: JsonValueKind.Number } created
                    && created.GetDouble() is > 1_500_000_000 and < 2_000_000_000 and var seconds
                    ? DateTimeOffset.FromUnixTimeSeconds((long)seconds)
                    : null;
            }
        }

        return first;
    }

    private static decimal? OfAnswer(JsonElement root)
    {
        root = Member(root, "response") ?? root;
        var usage = Member(root, "usage");
        var cost = Member(usage, "cost");
        var dollars = Amount(cost)
            ?? Amount(Member(cost, "total_cost"))
            ?? Amount(Member(usage, "cost_in_usd_ticks")) / TicksPerDollar
            ?? Amount(Member(Member(root, "cost"), "usd"));
        return Member(usage, "is_byok") is { ValueKind: JsonValueKind.True }
            ? (dollars ?? 0) + Amount(Member(Member(usage, "cost_details"), "upstream_inference_cost"))
            : dollars;
    }

    private static JsonElement? Member(JsonElement? of, string name) =>
        of is { ValueKind: JsonValueKind.Object } element && element.TryGetProperty(name, out var member) ? member : null;

    private static decimal? Amount(JsonElement? element) => element is { ValueKind: JsonValueKind.Number } number ? number.GetDecimal() : null;

    /// <summary>The answer, or the events of its stream.</summary>
    private static IEnumerable<JsonDocument> Documents(CorpusRecord record)
    {
        var text = Encoding.UTF8.GetString(record.Response.Body);
        if (TryParse(text) is { } whole)
        {
            yield return whole;
            yield break;
        }

        foreach (var line in text.Split('\n').Where(line => line.StartsWith("data:", StringComparison.Ordinal)))
        {
            if (TryParse(line["data:".Length..]) is { } data)
            {
                yield return data;
            }
        }
    }

    private static JsonDocument? TryParse(string text)
    {
        try
        {
            return JsonDocument.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
