using System.Diagnostics.Metrics;

namespace LlmHttpMetrics.Telemetry;

/// <summary>
/// OpenTelemetry's GenAI client metrics of v0.1: https://github.com/open-telemetry/semantic-conventions-genai/blob/v0.1.0/docs/gen-ai/client-inference.md.
/// </summary>
internal sealed class LatestInstruments
{
    public LatestInstruments(Meter meter)
    {
        Duration = LlmInstruments.Seconds(meter, LlmInstrumentNames.InferenceDuration, "Duration of an inference.");
        TimeToFirstChunk = LlmInstruments.Seconds(meter, LlmInstrumentNames.InferenceTimeToFirstChunk, "Time to receive the first chunk of a streamed answer.");
        TimePerOutputChunk = LlmInstruments.Seconds(meter, LlmInstrumentNames.InferenceTimePerOutputChunk, "Time between the chunks of a streamed answer.");
        InputTokens = Counter(meter, LlmInstrumentNames.InferenceInputTokens, "Input tokens used, cached ones included.");
        OutputTokens = Counter(meter, LlmInstrumentNames.InferenceOutputTokens, "Output tokens used, reasoning included.");
        CacheReadTokens = Counter(meter, LlmInstrumentNames.InferenceCacheReadTokens, "Input tokens read from a cache.");
        CacheWriteTokens = Counter(meter, LlmInstrumentNames.InferenceCacheWriteTokens, "Input tokens written to a cache.");
        ReasoningTokens = Counter(meter, LlmInstrumentNames.InferenceReasoningTokens, "Output tokens used for reasoning.");
        OperationInputTokens = LlmInstruments.TokenHistogram(meter, LlmInstrumentNames.InferenceOperationInputTokens, "Input tokens of one inference.");
        OperationOutputTokens = LlmInstruments.TokenHistogram(meter, LlmInstrumentNames.InferenceOperationOutputTokens, "Output tokens of one inference.");
        EmbeddingsDuration = LlmInstruments.Seconds(meter, LlmInstrumentNames.EmbeddingsDuration, "Duration of an embeddings call.");
        EmbeddingsInputTokens = LlmInstruments.TokenHistogram(meter, LlmInstrumentNames.EmbeddingsInputTokens, "Input tokens of one embeddings call.");
        All =
        [
            Duration, TimeToFirstChunk, TimePerOutputChunk, InputTokens, OutputTokens, CacheReadTokens, CacheWriteTokens, ReasoningTokens,
            OperationInputTokens, OperationOutputTokens, EmbeddingsDuration, EmbeddingsInputTokens,
        ];
    }

    public Instrument[] All { get; }

    public Histogram<double> Duration { get; }

    public Histogram<double> TimeToFirstChunk { get; }

    public Histogram<double> TimePerOutputChunk { get; }

    public Counter<long> InputTokens { get; }

    public Counter<long> OutputTokens { get; }

    public Counter<long> CacheReadTokens { get; }

    public Counter<long> CacheWriteTokens { get; }

    public Counter<long> ReasoningTokens { get; }

    public Histogram<int> OperationInputTokens { get; }

    public Histogram<int> OperationOutputTokens { get; }

    public Histogram<double> EmbeddingsDuration { get; }

    public Histogram<int> EmbeddingsInputTokens { get; }

    private static Counter<long> Counter(Meter meter, string name, string description) =>
        meter.CreateCounter<long>(name, "{token}", description);
}
