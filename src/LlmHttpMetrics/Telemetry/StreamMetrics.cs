using System.Diagnostics.Metrics;
using LlmHttpMetrics.Calls;

namespace LlmHttpMetrics.Telemetry;

/// <summary>Publishes the times of streamed answers.</summary>
internal sealed class StreamMetrics(Meter meter) : ICallConsumer
{
    private readonly Histogram<double> _firstToken =
        meter.CreateSeconds(LlmInstrumentNames.TimeToFirstToken, "Time to the first content of a stream, of any kind.");

    private readonly Histogram<double> _firstAnswer =
        meter.CreateSeconds(LlmInstrumentNames.TimeToFirstAnswer, "Time to the first visible text or tool call of a stream.");

    private readonly Histogram<double> _perToken =
        meter.CreateSeconds(LlmInstrumentNames.TimePerOutputToken, "Mean time between the output tokens of a stream.");

    private readonly Histogram<double> _longestStall = meter.CreateSeconds(
        LlmInstrumentNames.LongestStall, "The longest time that a single read of a stream was pending after the first token.");

    public bool IsEnabled => _firstToken.Enabled || _firstAnswer.Enabled || _perToken.Enabled || _longestStall.Enabled;

    public void Completed(in CompletedCall call)
    {
        ref readonly var figures = ref call.Figures;
        if (!figures.Streamed)
        {
            return;
        }

        var tags = call.Record.Tags.Own;
        if (figures.TimeToFirstToken is { } first)
        {
            _firstToken.Publish(first.TotalSeconds, tags);
            _longestStall.Publish(figures.LongestStall.TotalSeconds, tags);
        }

        if (figures.TimeToFirstAnswer is { } answer)
        {
            _firstAnswer.Publish(answer.TotalSeconds, tags);
        }

        if (figures.TimePerOutputToken is { } perToken)
        {
            _perToken.Publish(perToken.TotalSeconds, tags);
        }
    }
}
