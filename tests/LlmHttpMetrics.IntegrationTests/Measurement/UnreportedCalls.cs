using System.Text;
using LlmHttpMetrics.IntegrationTests.Conformance;
using LlmHttpMetrics.Tokenizers;
using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.IntegrationTests.Measurement;

/// <summary>Recorded calls whose usage is hidden from us, so that we count it, and what the provider had counted.</summary>
internal static class UnreportedCalls
{
    /// <summary>Replays records, and returns the count and the error of each.</summary>
    public static async Task<List<(CorpusRecord Record, LlmEvent Event, long Off)>> CountInputAsync(
        Func<CorpusRecord, bool> wanted, Action<LlmTokenizersOptions>? tokenizers = null)
    {
        List<(CorpusRecord, LlmEvent, long)> counts = [];
        foreach (var (record, e) in await CountAsync(record => record.Expected.Figure("input_tokens_incl_cache") is > 0 && wanted(record), tokenizers))
        {
            counts.Add((record, e, e.Tokens.Input!.Value - record.Expected.Figure("input_tokens_incl_cache")!.Value));
        }

        return counts;
    }

    public static async Task<List<(CorpusRecord Record, LlmEvent Event)>> CountAsync(
        Func<CorpusRecord, bool> wanted, Action<LlmTokenizersOptions>? tokenizers = null)
    {
        await using Bench bench = new(more: services => services.AddLlmTokenizers(tokenizers));
        List<(CorpusRecord, LlmEvent)> counts = [];
        foreach (var record in Corpus.Where(record => record.Response.Status == 200 && !record.IsNegative && wanted(record)))
        {
            await Replay.RunAsync(bench, record with { Response = record.Response with { Body = Hide(record.Response.Body) } }, Split.Whole, turn: 0);
            if (bench.Events is [var e] && e.TokenSource is not (null or "provider"))
            {
                counts.Add((record, e));
            }
        }

        return counts;
    }

    public static string? Model(CorpusRecord record) => record.Expected.Word("response_model") ?? record.Expected.Word("request_model");

    private static byte[] Hide(byte[] body)
    {
        var text = Encoding.Latin1.GetString(body);
        foreach (var name in new[] { "usage", "prompt_eval_count", "eval_count" })
        {
            text = text.Replace($"\"{name}\"", $"\"hidden\"", StringComparison.Ordinal);
        }

        return Encoding.Latin1.GetBytes(text);
    }
}
