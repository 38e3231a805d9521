using System.Diagnostics.Metrics;

namespace LlmHttpMetrics.Telemetry;

/// <summary>OpenTelemetry's GenAI client metrics as published in v1.41: https://github.com/open-telemetry/semantic-conventions/blob/v1.41.0/docs/gen-ai/gen-ai-metrics.md.</summary>
internal sealed class V1Instruments
{
    public V1Instruments(Meter meter)
    {
        Duration = LlmInstruments.Seconds(meter, LlmInstrumentNames.OperationDuration, "GenAI operation duration.");
        TokenUsage = LlmInstruments.TokenHistogram(meter, LlmInstrumentNames.TokenUsage, "Number of input and output tokens used.");
        TimeToFirstChunk = LlmInstruments.Seconds(meter, LlmInstrumentNames.TimeToFirstChunk, "Time to receive the first chunk of a streamed answer.");
        TimePerOutputChunk = LlmInstruments.Seconds(meter, LlmInstrumentNames.TimePerOutputChunk, "Time between the chunks of a streamed answer.");
        All = [Duration, TokenUsage, TimeToFirstChunk, TimePerOutputChunk];
    }

    public Instrument[] All { get; }

    public Histogram<double> Duration { get; }

    public Histogram<int> TokenUsage { get; }

    public Histogram<double> TimeToFirstChunk { get; }

    public Histogram<double> TimePerOutputChunk { get; }
}
