using System.Text;
using System.Text.Json;
using LlmHttpMetrics.IntegrationTests.Conformance;
using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.IntegrationTests.Measurement;

/// <summary>Recorded chats whose usage is hidden from us: what we count is what the provider had counted.</summary>
public sealed class HiddenUsageTests
{
    private static readonly string[] Families = ["gpt-3.5", "gpt-35", "gpt-4o", "gpt-4.1", "gpt-4"];

    [Test]
    public async Task Input_OfTextOnlyChats_IsExact()
    {
        var counts = await CountAsync(record => IsTextOnly(record) && record.Expected.Figure("input_tokens_incl_cache") is not null);
        var exact = counts.Count(count => count.Event.Tokens.Input == count.Record.Expected.Figure("input_tokens_incl_cache"));

        TestContext.Out.WriteLine($"{exact} of {counts.Count} requests exact");
        foreach (var (record, e) in counts.Where(count => count.Event.Tokens.Input != count.Record.Expected.Figure("input_tokens_incl_cache")))
        {
            TestContext.Out.WriteLine(
                $"{record} {e.ResponseModel}: {e.Tokens.Input} for {record.Expected.Figure("input_tokens_incl_cache")} ({e.TokenSource})");
        }

        Assert.That((double)exact / counts.Count, Is.GreaterThanOrEqualTo(0.99));
    }

    [Test]
    public async Task Output_OfPlainAnswers_IsMetWithinAToken()
    {
        var counts = await CountAsync(record => IsPlain(record) && record.Expected.Figure("output_tokens_incl_reasoning") is not null);
        foreach (var group in counts.GroupBy(count => count.Event.ResponseModel).OrderByDescending(group => group.Count()))
        {
            var off = group.Select(count => count.Record.Expected.Figure("output_tokens_incl_reasoning") - count.Event.Tokens.Output)
                .GroupBy(difference => difference)
                .OrderByDescending(same => same.Count());
            TestContext.Out.WriteLine($"{group.Key}: {string.Join(", ", off.Take(6).Select(same => $"{same.Key} {same.Count()}x"))}");
        }

        var near = counts.Count(count => Math.Abs(count.Event.Tokens.Output!.Value - count.Record.Expected.Figure("output_tokens_incl_reasoning")!.Value) <= 1);
        TestContext.Out.WriteLine($"{near} of {counts.Count} answers within a token");
        Assert.That((double)near / counts.Count, Is.GreaterThanOrEqualTo(0.99));
    }

    private static async Task<List<(CorpusRecord Record, LlmEvent Event)>> CountAsync(Func<CorpusRecord, bool> wanted)
    {
        await using Bench bench = new(more: services => services.AddLlmTokenizers());
        List<(CorpusRecord, LlmEvent)> counts = [];
        foreach (var record in Corpus.Where(record => record.Wire == "openai.chat" && record.Response.Status == 200 && IsOfFamily(record) && wanted(record)))
        {
            await Replay.RunAsync(bench, record with { Response = record.Response with { Body = Hide(record.Response.Body) } }, Split.Whole, turn: 0);
            if (bench.Events is [var e] && e.TokenSource != "provider")
            {
                counts.Add((record, e));
            }
        }

        return counts;
    }

    private static byte[] Hide(byte[] body) =>
        Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(body).Replace("\"usage\"", "\"hidden\"", StringComparison.Ordinal));

    private static bool IsOfFamily(CorpusRecord record) => record.Provider is "openai" or "azure.ai.openai"
        && (record.Expected.Word("response_model") ?? record.Expected.Word("request_model")) is { } model
        && Array.Exists(Families, family => model.StartsWith(family, StringComparison.Ordinal))
        && !model.Contains("audio", StringComparison.Ordinal)
        && !model.Contains("search", StringComparison.Ordinal);

    /// <summary>Messages of text, and nothing besides that costs tokens.</summary>
    private static bool IsTextOnly(CorpusRecord record)
    {
        using var request = JsonDocument.Parse(record.Request.Body);
        var root = request.RootElement;
        return !root.TryGetProperty("tools", out _) && !root.TryGetProperty("functions", out _)
            && !(root.TryGetProperty("response_format", out var format)
                && format.ValueKind == JsonValueKind.Object
                && format.TryGetProperty("json_schema", out _))
            && root.TryGetProperty("messages", out var messages) && messages.EnumerateArray().All(IsText);
    }

    private static bool IsText(JsonElement message) => !message.TryGetProperty("tool_calls", out _) && !message.TryGetProperty("function_call", out _)
        && message.TryGetProperty("content", out var content)
        && (content.ValueKind == JsonValueKind.String
            || (content.ValueKind == JsonValueKind.Array
                && content.EnumerateArray().All(part => part.TryGetProperty("type", out var type) && type.GetString() == "text")));

    private static bool IsPlain(CorpusRecord record) =>
        record.Expected.Words("finish_reasons") is ["stop"]
            && record.Expected.Figure("tool_calls") is null or 0
            && record.Expected.Figure("reasoning_tokens") is null or 0;
}
