using System.Globalization;
using System.Text.Json;
using LlmHttpMetrics.IntegrationTests.Conformance;

namespace LlmHttpMetrics.IntegrationTests.Measurement;

/// <summary>
/// Requests with tools, calls, schemas and images whose usage is hidden from us: how near our formulas come to what the provider had counted.
/// </summary>
public sealed class HiddenPartsTests
{
    /// <param name="part">What the requests have besides text.</param>
    /// <param name="wire">The format.</param>
    /// <param name="exact">The least share that is met to the token.</param>
    /// <param name="near">The least share that is met within a twentieth.</param>
    [TestCase("tools", "openai.chat", 0.85, 0.9)]
    [TestCase("calls", "openai.chat", 0.75, 0.95)]
    [TestCase("schema", "openai.chat", 0.35, 0.9)]
    [TestCase("image", "openai.chat", 0.5, 0.9)]
    [TestCase("text", "openai.responses", 0.9, 0.92)]
    [TestCase("tools", "openai.responses", 0.75, 0.85)]
    public async Task Input_WithMoreThanText_IsMetByTheFormulas(string part, string wire, double exact, double near)
    {
        var counts = await UnreportedCalls.CountInputAsync(record => record.Wire == wire && !record.IsMadeUp && IsOpenAi(record) && PartOf(record) == part);
        TestContext.Out.WriteLine(Table(counts));

        Assert.That(counts, Has.Count.GreaterThan(30));
        Assert.That(Share(counts, count => count.Off == 0), Is.GreaterThanOrEqualTo(exact));
        Assert.That(Share(counts, IsNear), Is.GreaterThanOrEqualTo(near));
        Assert.That(
            counts.Select(count => count.Event.TokenMethod),
            Has.All.EqualTo(LlmTokenMethods.Estimate).Or.EqualTo(part == "text" ? LlmTokenMethods.Exact : LlmTokenMethods.Formula));
    }

    private static double Share(
        List<(CorpusRecord Record, LlmEvent Event, long Off)> counts, Func<(CorpusRecord Record, LlmEvent Event, long Off), bool> which) =>
        (double)counts.Count(which) / counts.Count;

    private static bool IsNear((CorpusRecord Record, LlmEvent Event, long Off) count) =>
        Math.Abs(count.Off) <= 0.05 * count.Record.Expected.Figure("input_tokens_incl_cache")!.Value;

    private static string Table(List<(CorpusRecord Record, LlmEvent Event, long Off)> counts)
    {
        List<string> lines = [Line("all", counts)];
        lines.AddRange(
            counts.GroupBy(count => UnreportedCalls.Model(count.Record)!)
                .OrderByDescending(group => group.Count())
                .Select(group => Line(group.Key, [.. group])));
        lines.AddRange(
            counts.Where(count => !IsNear(count)).Select(
                count => string.Create(
                    CultureInfo.InvariantCulture, $"  {count.Record}: {count.Off:+0;-0} of {count.Record.Expected.Figure("input_tokens_incl_cache")}")));
        return string.Join(Environment.NewLine, lines);
    }

    private static string Line(string name, List<(CorpusRecord Record, LlmEvent Event, long Off)> counts) => string.Create(
        CultureInfo.InvariantCulture,
        $"{name,-32} {counts.Count,4} exact {Share(counts, count => count.Off == 0),6:P0} within a "
            + $"token {Share(counts, count => Math.Abs(count.Off) <= 1),6:P0} within 5 % {Share(counts, IsNear),6:P0} "
            + $"total {(double)counts.Sum(count => count.Off) / counts.Sum(count => count.Record.Expected.Figure("input_tokens_incl_cache")),7:P1}");

    private static bool IsOpenAi(CorpusRecord record) => record.Provider is "openai" or "azure.ai.openai"
        && UnreportedCalls.Model(record) is { } model && (model.StartsWith("gpt-", StringComparison.Ordinal) || model.StartsWith('o'))
        && !model.Contains("audio", StringComparison.Ordinal) && !model.Contains("search", StringComparison.Ordinal);

    /// <summary>What a request has besides text; null where that is more than one thing, or something else.</summary>
    private static string? PartOf(CorpusRecord record)
    {
        using var json = JsonDocument.Parse(record.Request.Body);
        var request = json.RootElement;
        var types = Values(request, "type").ToHashSet();
        if (types.Overlaps(
            [
                "input_audio", "file", "input_file", "mcp", "web_search", "web_search_preview", "file_search", "code_interpreter", "image_generation",
                "function_call", "reasoning", "item_reference", "computer_use_preview", "shell", "apply_patch", "custom", "tool_search", "namespace"
            ])
            || request.TryGetProperty("previous_response_id", out _)
            || request.TryGetProperty("conversation", out _)
            || request.TryGetProperty("prompt", out _))
        {
            return null;
        }

        // What was said before is in a context of the provider's.
        if (Holds(request, "context"))
        {
            return null;
        }

        var hasSchema = types.Contains("json_schema");
        var hasCalls = Holds(request, "tool_calls")
            || Holds(request, "tool_call_id")
            || (request.TryGetProperty("messages", out var messages)
                && messages.EnumerateArray().Any(message => message.TryGetProperty("function_call", out _)));
        var hasTools = (request.TryGetProperty("tools", out var tools) && tools.ValueKind == JsonValueKind.Array && tools.GetArrayLength() > 0)
            || request.TryGetProperty("functions", out _);
        var hasImages = types.Contains("image_url") || types.Contains("input_image");
        return (hasImages, hasSchema, hasCalls, hasTools) switch
        {
            (false, false, false, false) => "text",
            (true, false, false, false) => Values(request, "url").All(url => url.StartsWith("data:", StringComparison.Ordinal)) ? "image" : null,
            (false, true, false, false) => "schema",
            (false, false, true, _) => "calls",
            (false, false, false, true) => "tools",
            _ => null,
        };
    }

    private static bool Holds(JsonElement element, string name) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().Any(member => member.Name == name || Holds(member.Value, name)),
        JsonValueKind.Array => element.EnumerateArray().Any(item => Holds(item, name)),
        _ => false,
    };

    private static IEnumerable<string> Values(JsonElement element, string name) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member =>
            member.Name == name && member.Value.ValueKind == JsonValueKind.String ? [member.Value.GetString()!] : Values(member.Value, name)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(item => Values(item, name)),
        _ => [],
    };
}
