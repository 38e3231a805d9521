using System.Diagnostics.Metrics;

namespace LlmHttpMetrics.Recording;

/// <summary>OpenTelemetry's GenAI client metrics as published in v1.41: https://github.com/open-telemetry/semantic-conventions/blob/v1.41.0/docs/gen-ai/gen-ai-metrics.md.</summary>
internal sealed class V1Instruments(Meter meter)
{
    public Histogram<double> Duration { get; } =
        LlmInstruments.Seconds(meter, LlmInstrumentNames.OperationDuration, "GenAI operation duration.");

    public Histogram<int> TokenUsage { get; } =
        LlmInstruments.TokenHistogram(meter, LlmInstrumentNames.TokenUsage, "Number of input and output tokens used.");

    public Histogram<double> TimeToFirstChunk { get; } =
        LlmInstruments.Seconds(meter, LlmInstrumentNames.TimeToFirstChunk, "Time to receive the first chunk of a streamed answer.");

    public Histogram<double> TimePerOutputChunk { get; } =
        LlmInstruments.Seconds(meter, LlmInstrumentNames.TimePerOutputChunk, "Time between the chunks of a streamed answer.");
}
