using System.Text;
using System.Text.RegularExpressions;

namespace LlmHttpMetrics.IntegrationTests.Conformance;

/// <summary>Holds what was published of a record against what was expected, field by field.</summary>
internal sealed partial class Comparison(CorpusRecord record, Bench bench)
{
    private readonly List<string> _differences = [];

    public IReadOnlyList<string> Run()
    {
        if (bench.Events.Count != 1)
        {
            return [$"{record}: {bench.Events.Count} events"];
        }

        var e = bench.Events[0];
        var expected = record.Expected;
        Same("provider", record.Provider, e.Provider);
        Same("operation", Operation(record.Operation), e.Operation);
        Same("request_model", expected.Word("request_model"), e.RequestModel);
        Same("response_model", expected.Word("response_model"), e.ResponseModel);
        Same("stream", expected.Is("stream"), e.StreamRequested);
        Same("response_streamed", expected.Is("response_streamed"), e.Streamed);
        Same("response_id", expected.Word("response_id"), e.ResponseId);
        Same("finish_reasons", string.Join(",", expected.Words("finish_reasons")), string.Join(",", e.FinishReasons));
        Same("input", expected.Figure("input_tokens_incl_cache"), e.Tokens.Input);
        Same("output", expected.Figure("output_tokens_incl_reasoning"), e.Tokens.Output);
        Same("total", expected.Figure("total_tokens"), e.Tokens.Total);
        Same("cached", expected.Figure("cached_input_tokens"), e.Tokens.CachedInput);
        Same("cache_write", expected.Figure("cache_creation_tokens"), e.Tokens.CacheWrite);
        Same("reasoning", expected.Figure("reasoning_tokens"), e.Tokens.Reasoning);
        SameIfKnown("tool_use_prompt_tokens", e.Tokens.ToolUseInput);
        SameIfKnown("input_audio_tokens", e.Tokens.InputAudio);
        SameIfKnown("output_audio_tokens", e.Tokens.OutputAudio);
        Same("usage_reported", expected.Is("usage_reported"), e.TokenSource == "provider");
        Same("tool_calls", expected.Figure("tool_calls"), e.ToolCalls);
        SameIfKnown("hosted_tool_calls", e.HostedToolCalls);
        Same("text length", expected.Figure("output_text_chars"), bench.Answer.Utf16Length);
        Same("text hash", expected.Word("output_text_sha256"), bench.Answer.Sha256);
        CompareError(e);
        CompareMeters(e);
        return _differences;
    }

    private static string Operation(string name) => name is "responses" or "interactions" ? "chat" : name;

    private bool Failed => record.Response.Status >= 400 || record.Expected.Is("in_stream_error") || record.Expected.Is("error_in_2xx_body");

    /// <summary>The answer has a refusal of OpenAI's, as a member beside the text or as a part of its own.</summary>
    private bool Refused => record.Wire is "openai.chat" or "openai.responses" && Refusal().IsMatch(Encoding.UTF8.GetString(record.Response.Body));

    [GeneratedRegex("\"refusal\":\\s*\"[^\"]|\"type\":\\s*\"refusal\"")]
    private static partial Regex Refusal();

    private void CompareError(LlmEvent e)
    {
        Same("error type", Failed ? record.Expected.Word("error_type") : null, e.ProviderErrorType);
        Same("error code", Failed ? record.Expected.Word("error_code") : null, e.ProviderErrorCode);
        var reasons = record.Expected.Words("finish_reasons");
        var ended = !record.Expected.Is("response_streamed")
            || record.Expected.Is("done_marker")
            || reasons.Length > 0
            || record.Expected.IsKnown("terminal_event")
                || record.Operation == "transcription" || record.Expected.Word("response_status") is "completed" or "requires_action"
                || record.Expected.Word("response_kind") == "json_array";
        var outcome = Failed ? LlmOutcomes.Error
            : !ended ? LlmOutcomes.Broken
            : Refused || reasons.Any(
                reason => reason is "content_filter" or "refusal" or "SAFETY" or "MODEL_ARMOR" or "guardrail_intervened"
                    or "content_filtered" or "CONTENT_FILTERED")
                || record.Expected.Word("incomplete_reason") == "content_filter" || record.Expected.IsKnown("block_reason") ? LlmOutcomes.ContentFilter
            : reasons.Any(reason => reason is "length" or "max_tokens" or "LENGTH" or "MAX_TOKENS")
                || record.Expected.Word("incomplete_reason") == "max_output_tokens"
                ? LlmOutcomes.Length
                : LlmOutcomes.Completed;
        Same("outcome", outcome, e.Outcome);
    }

    private void CompareMeters(LlmEvent e)
    {
        var requests = Of(LlmInstrumentNames.Requests);
        Same("llm.requests", 1, requests.Length);
        Same("llm.outcome", e.Outcome, requests.FirstOrDefault()?.Tag(LlmTagNames.Outcome));
        Same("error.type", e.ErrorType, requests.FirstOrDefault()?.Tag(LlmTagNames.ErrorType));
        Same("gen_ai.response.model", e.ResponseModel, requests.FirstOrDefault()?.Tag(LlmTagNames.ResponseModel));
        Same("llm.tokens input", e.Tokens.Input, Tokens("input"));
        Same("llm.tokens output", e.Tokens.Output, Tokens("output"));
        Same("llm.tokens.cached", e.Tokens.CachedInput ?? 0, Sum(LlmInstrumentNames.CachedTokens));
        Same("llm.tokens.cache_write", e.Tokens.CacheWrite ?? 0, Sum(LlmInstrumentNames.CacheWriteTokens));
        Same("llm.tokens.reasoning", e.Tokens.Reasoning ?? 0, Sum(LlmInstrumentNames.ReasoningTokens));
        Same("duration", 1, Of(LlmInstrumentNames.OperationDuration).Length);
        Same("failures", 0, Of(LlmInstrumentNames.MeasurementFailures).Length);
        Same("llm.usage.missing", e.UsageMissing ? 1 : 0, Sum(LlmInstrumentNames.UsageMissing));
        Same("attempts", 1, Of(LlmInstrumentNames.Attempts).Length);
    }

    private Measured[] Of(string instrument) => [.. bench.Measured.Where(measured => measured.Instrument == instrument)];

    private long Sum(string instrument) => (long)Of(instrument).Sum(measured => measured.Value);

    private long? Tokens(string type) =>
        Of(LlmInstrumentNames.Tokens).SingleOrDefault(measured => measured.Tag(LlmTagNames.TokenType) == type) is { } measured ? (long)measured.Value : null;

    private void SameIfKnown(string name, long? actual)
    {
        if (record.Expected.IsKnown(name))
        {
            Same(name, record.Expected.Figure(name), actual);
        }
    }

    private void Same<T>(string field, T expected, T actual)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
        {
            _differences.Add($"{record} {field}: expected {(object?)expected ?? "nothing"}, got {(object?)actual ?? "nothing"}");
        }
    }
}
