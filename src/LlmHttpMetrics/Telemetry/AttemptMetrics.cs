using System.Diagnostics.Metrics;
using LlmHttpMetrics.Calls;

namespace LlmHttpMetrics.Telemetry;

/// <summary>Counts and times the attempts of calls.</summary>
internal sealed class AttemptMetrics(Meter meter) : ICallConsumer
{
    private readonly Counter<long> _attempts = meter.CreateCounter<long>(LlmInstrumentNames.Attempts, "{attempt}", "Attempts, including retries and hedges.");
    private readonly Histogram<double> _duration =
        meter.CreateSeconds(LlmInstrumentNames.AttemptDuration, "Duration of an attempt, to the end of its body.");

    public bool IsEnabled => _attempts.Enabled || _duration.Enabled;

    /// <summary>A call that was sent once, by the handler that measures it, is its own attempt.</summary>
    public void Completed(in CompletedCall call)
    {
        if (call.Record.IsItsOnlyAttempt)
        {
            Record(call.Record.Tags, call.Record.ErrorTag, call.Record.Outcome, call.Figures.Duration);
        }
    }

    /// <summary>Records an attempt that has ended.</summary>
    public void Record(TagSet tags, string? errorType, in Outcome outcome, TimeSpan duration)
    {
        var attempt = tags.OwnWith(LlmTagNames.AttemptOutcome, outcome.Word, LlmTagNames.ErrorType, errorType);
        _attempts.Publish(1, attempt);
        _duration.Publish(duration.TotalSeconds, attempt);
    }
}
