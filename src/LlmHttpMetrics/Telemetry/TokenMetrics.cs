using System.Diagnostics.Metrics;
using LlmHttpMetrics.Calls;

namespace LlmHttpMetrics.Telemetry;

/// <summary>Counts tokens by their source, and calls whose provider sent no usage.</summary>
internal sealed class TokenMetrics(Meter meter) : ICallConsumer
{
    private readonly Counter<long> _tokens =
        meter.CreateCounter<long>(LlmInstrumentNames.Tokens, "{token}", "Input and output tokens, by source of the figure.");

    private readonly Counter<long> _cached =
        meter.CreateCounter<long>(LlmInstrumentNames.CachedTokens, "{token}", "Input tokens read from a cache; part of the input.");

    private readonly Counter<long> _cacheWrite =
        meter.CreateCounter<long>(LlmInstrumentNames.CacheWriteTokens, "{token}", "Input tokens written to a cache; part of the input.");

    private readonly Counter<long> _reasoning =
        meter.CreateCounter<long>(LlmInstrumentNames.ReasoningTokens, "{token}", "Reasoning tokens; part of the output.");

    private readonly Counter<long> _usageMissing =
        meter.CreateCounter<long>(LlmInstrumentNames.UsageMissing, "{request}", "Successful calls whose provider sent no usage.");

    private readonly Histogram<double> _confidence = meter.CreateHistogram(
        LlmInstrumentNames.TokenizationConfidence, "1", "Confidence of local token counts.", tags: null, Buckets.Shares);

    public bool IsEnabled => _tokens.Enabled || _cached.Enabled || _cacheWrite.Enabled || _reasoning.Enabled || _usageMissing.Enabled;

    public void Completed(in CompletedCall call)
    {
        ref readonly var figures = ref call.Figures;
        var tags = call.Record.Tags;
        if (figures.Input is { } input)
        {
            _tokens.Publish(input, tags.OwnWith(LlmTagNames.TokenType, TokenWords.Input, LlmTagNames.TokenSource, TokenWords.FromProvider));
        }

        if (figures.Output is { } output)
        {
            _tokens.Publish(output, tags.OwnWith(LlmTagNames.TokenType, TokenWords.Output, LlmTagNames.TokenSource, TokenWords.FromProvider));
        }

        CountSubsets(figures.Cached, figures.CacheWrite, figures.Reasoning, tags.Own);
        if (figures.UsageMissing)
        {
            _usageMissing.Publish(1, tags.Own);
        }
    }

    public void Amended(CallAmendment amendment)
    {
        var tags = amendment.Call.Tags;
        if (amendment.IsUsageMissing)
        {
            _usageMissing.Publish(1, tags);
        }

        if (amendment.Tokens is not { } tokens)
        {
            return;
        }

        Count(tokens, TokenWords.Input, tokens.Input, tokens.Source, tags);
        Count(tokens, TokenWords.Output, tokens.Output, tokens.OutputSource ?? tokens.Source, tags);
        CountSubsets(tokens.CachedInput, tokens.CacheWrite, tokens.Reasoning, tags);
        RecordConfidence(tokens);
    }

    /// <summary>The provider's figures are recorded as they are; a zero in our own counts has no meaning and is not recorded.</summary>
    private void Count(LateTokens tokens, string type, long? count, string source, KeyValuePair<string, object?>[] tags)
    {
        if (count is { } known && (known > 0 || tokens.Confidence is null))
        {
            _tokens.Publish(known, [.. tags, new(LlmTagNames.TokenType, type), new(LlmTagNames.TokenSource, source)]);
        }
    }

    private void CountSubsets(long? cached, long? cacheWrite, long? reasoning, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (cached > 0)
        {
            _cached.Publish(cached.Value, tags);
        }

        if (cacheWrite > 0)
        {
            _cacheWrite.Publish(cacheWrite.Value, tags);
        }

        if (reasoning > 0)
        {
            _reasoning.Publish(reasoning.Value, tags);
        }
    }

    private void RecordConfidence(LateTokens tokens)
    {
        if (tokens.Confidence is { } confidence)
        {
            RecordConfidence(confidence, tokens.Source == TokenWords.FromTokenizer ? tokens.Tokenizer! : tokens.Source);
        }

        if (tokens is { OutputConfidence: { } ofOutput, Output: > 0 })
        {
            RecordConfidence(ofOutput, tokens.OutputSource!);
        }
    }

    private void RecordConfidence(double confidence, string tokenizer) => _confidence.Publish(confidence, [new(LlmTagNames.Tokenizer, tokenizer)]);
}
