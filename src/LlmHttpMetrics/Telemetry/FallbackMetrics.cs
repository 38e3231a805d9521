using System.Diagnostics.Metrics;
using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Vocabulary;

namespace LlmHttpMetrics.Telemetry;

/// <summary>Counts strategies that could not do as asked.</summary>
internal sealed class FallbackMetrics(Meter meter) : ICallConsumer
{
    private readonly Counter<long> _fallbacks =
        meter.CreateCounter<long>(LlmInstrumentNames.MeasurementFallbacks, "{call}", "Strategies that could not do as asked.");

    public string Stage => Stages.Recording;

    /// <summary>Where nothing else of a call is wanted, it is not measured for this.</summary>
    public bool IsEnabled => false;

    public void Completed(in CompletedCall call)
    {
        if (call.Record.IsStrategyUnknown)
        {
            Count(FallbackReasons.UnknownStrategy);
        }
    }

    public void Amended(CallAmendment amendment)
    {
        if (amendment.FallbackReason is { } reason)
        {
            Count(reason);
        }
    }

    private void Count(string reason) => _fallbacks.Publish(1, [new(LlmTagNames.FallbackReason, reason)]);
}
