using System.Diagnostics.Metrics;
using LlmHttpMetrics.Calls;

namespace LlmHttpMetrics.Telemetry;

/// <summary>
/// OpenTelemetry's GenAI client metrics as published in v1.41:
/// https://github.com/open-telemetry/semantic-conventions/blob/v1.41.0/docs/gen-ai/gen-ai-metrics.md.
/// </summary>
internal sealed class V1Metrics(Meter meter) : ICallConsumer
{
    private readonly Histogram<double> _duration = meter.CreateSeconds(LlmInstrumentNames.OperationDuration, "GenAI operation duration.");
    private readonly Histogram<int> _tokenUsage = meter.CreateTokens(LlmInstrumentNames.TokenUsage, "Number of input and output tokens used.");

    private readonly Histogram<double> _firstChunk =
        meter.CreateSeconds(LlmInstrumentNames.TimeToFirstChunk, "Time to receive the first chunk of a streamed answer.");

    /// <summary>Recorded while the stream is read.</summary>
    public Histogram<double> TimePerOutputChunk { get; } =
        meter.CreateSeconds(LlmInstrumentNames.TimePerOutputChunk, "Time between the chunks of a streamed answer.");

    public bool IsEnabled => _duration.Enabled || _tokenUsage.Enabled || _firstChunk.Enabled || TimePerOutputChunk.Enabled;

    public void Completed(in CompletedCall call)
    {
        if (call.Record.SkipsStandard)
        {
            return;
        }

        ref readonly var figures = ref call.Figures;
        var tags = call.Record.Tags;
        _duration.Publish(figures.Duration.TotalSeconds, tags.StandardWith(LlmTagNames.ErrorType, call.Record.ErrorTag));
        Record(figures.Input, TokenWords.Input, tags);
        Record(figures.Output, TokenWords.Output, tags);
        if (figures.Streamed && figures.TimeToFirstToken is { } first)
        {
            _firstChunk.Publish(first.TotalSeconds, tags.Standard);
        }
    }

    private void Record(long? tokens, string type, TagSet tags)
    {
        if (tokens is { } count)
        {
            _tokenUsage.Publish((int)Math.Min(count, int.MaxValue), tags.StandardWith(LlmTagNames.TokenType, type));
        }
    }
}
