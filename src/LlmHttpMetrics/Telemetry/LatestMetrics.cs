using System.Diagnostics.Metrics;
using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Reading;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Telemetry;

/// <summary>
/// OpenTelemetry's GenAI client metrics of v0.1:
/// https://github.com/open-telemetry/semantic-conventions-genai/blob/v0.1.0/docs/gen-ai/client-inference.md. Token histograms record successful
/// answers only, counters all answers; counts are split by modality, and what a provider does not break down is <c>unknown</c>.
/// </summary>
internal sealed class LatestMetrics(Meter meter) : ICallConsumer
{
    private readonly Histogram<double> _duration = meter.CreateSeconds(LlmInstrumentNames.InferenceDuration, "Duration of an inference.");
    private readonly Histogram<double> _firstChunk =
        meter.CreateSeconds(LlmInstrumentNames.InferenceTimeToFirstChunk, "Time to receive the first chunk of a streamed answer.");

    private readonly Counter<long> _input = Counter(meter, LlmInstrumentNames.InferenceInputTokens, "Input tokens used, including cached tokens.");
    private readonly Counter<long> _output = Counter(meter, LlmInstrumentNames.InferenceOutputTokens, "Output tokens used, including reasoning.");
    private readonly Counter<long> _cacheRead = Counter(meter, LlmInstrumentNames.InferenceCacheReadTokens, "Input tokens read from a cache.");
    private readonly Counter<long> _cacheWrite = Counter(meter, LlmInstrumentNames.InferenceCacheWriteTokens, "Input tokens written to a cache.");
    private readonly Counter<long> _reasoning = Counter(meter, LlmInstrumentNames.InferenceReasoningTokens, "Output tokens used for reasoning.");
    private readonly Histogram<int> _operationInput = meter.CreateTokens(LlmInstrumentNames.InferenceOperationInputTokens, "Input tokens of one inference.");

    private readonly Histogram<int> _operationOutput = meter.CreateTokens(LlmInstrumentNames.InferenceOperationOutputTokens, "Output tokens of one inference.");

    private readonly Histogram<double> _embeddings = meter.CreateSeconds(LlmInstrumentNames.EmbeddingsDuration, "Duration of an embeddings call.");
    private readonly Histogram<int> _embeddingsInput = meter.CreateTokens(LlmInstrumentNames.EmbeddingsInputTokens, "Input tokens of one embeddings call.");

    /// <summary>Recorded while the stream is read.</summary>
    public Histogram<double> TimePerOutputChunk { get; } =
        meter.CreateSeconds(LlmInstrumentNames.InferenceTimePerOutputChunk, "Time between the chunks of a streamed answer.");

    public bool IsEnabled => _duration.Enabled || _firstChunk.Enabled || TimePerOutputChunk.Enabled || _input.Enabled || _output.Enabled
        || _cacheRead.Enabled || _cacheWrite.Enabled || _reasoning.Enabled || _operationInput.Enabled || _operationOutput.Enabled
        || _embeddings.Enabled || _embeddingsInput.Enabled;

    public void Completed(in CompletedCall call)
    {
        if (call.Record.SkipsStandard)
        {
            return;
        }

        ref readonly var figures = ref call.Figures;
        if (call.Record.Operation == Operations.Embeddings)
        {
            RecordEmbeddings(call.Record, figures);
            return;
        }

        var tags = call.Record.Tags;
        _duration.Publish(figures.Duration.TotalSeconds, tags.StandardWith(LlmTagNames.ErrorType, call.Record.ErrorTag));
        if (figures.Streamed && figures.TimeToFirstToken is { } first)
        {
            _firstChunk.Publish(first.TotalSeconds, tags.Standard);
        }

        if (call.Record.Outcome.IsSuccess)
        {
            RecordHistogram(_operationInput, figures.Input, tags);
            RecordHistogram(_operationOutput, figures.Output, tags);
        }

        if (call.Record.Response?.Facts is { } facts)
        {
            Count(_input, figures.Input, facts, Figure.InputText, Figure.InputAudio, Figure.InputImage, tags);
            Count(_output, figures.Output, facts, Figure.OutputText, Figure.OutputAudio, Figure.OutputImage, tags);
        }

        CountOne(_cacheRead, figures.Cached, TokenWords.UnknownModality, tags);
        CountOne(_cacheWrite, figures.CacheWrite, TokenWords.UnknownModality, tags);
        CountOne(_reasoning, figures.Reasoning, TokenWords.UnknownModality, tags);
    }

    private void RecordEmbeddings(CallRecord call, in CallFigures figures)
    {
        _embeddings.Publish(figures.Duration.TotalSeconds, call.Tags.StandardWith(LlmTagNames.ErrorType, call.ErrorTag));
        if (call.Outcome.IsSuccess)
        {
            RecordHistogram(_embeddingsInput, figures.Input, call.Tags);
        }
    }

    private static void RecordHistogram(Histogram<int> histogram, long? tokens, TagSet tags)
    {
        if (tokens is { } value)
        {
            histogram.Publish((int)Math.Min(value, int.MaxValue), tags.Standard);
        }
    }

    private static void Count(Counter<long> counter, long? total, ResponseFacts facts, Figure text, Figure audio, Figure image, TagSet tags)
    {
        if (total is not { } rest)
        {
            return;
        }

        // A breakdown that exceeds the total is not usable: the sum over the modalities has to equal the total.
        var known = (facts.Sent(text) ?? 0) + (facts.Sent(audio) ?? 0) + (facts.Sent(image) ?? 0);
        if (known <= rest)
        {
            rest -= known;
            CountOne(counter, facts.Sent(text), TokenWords.Text, tags);
            CountOne(counter, facts.Sent(audio), TokenWords.Audio, tags);
            CountOne(counter, facts.Sent(image), TokenWords.Image, tags);
        }

        if (rest > 0 || known == 0)
        {
            counter.Publish(rest, tags.StandardWith(LlmTagNames.TokenModality, TokenWords.UnknownModality));
        }
    }

    private static void CountOne(Counter<long> counter, long? tokens, string modality, TagSet tags)
    {
        if (tokens is > 0 and var value)
        {
            counter.Publish(value, tags.StandardWith(LlmTagNames.TokenModality, modality));
        }
    }

    private static Counter<long> Counter(Meter meter, string name, string description) => meter.CreateCounter<long>(name, "{token}", description);
}
