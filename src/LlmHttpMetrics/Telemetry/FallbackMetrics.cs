using System.Diagnostics.Metrics;
using LlmHttpMetrics.Calls;

namespace LlmHttpMetrics.Telemetry;

/// <summary>Counts fallbacks: strategies that could not measure a call as requested.</summary>
internal sealed class FallbackMetrics(Meter meter) : ICallConsumer
{
    private readonly Counter<long> _fallbacks =
        meter.CreateCounter<long>(LlmInstrumentNames.MeasurementFallbacks, "{call}", "Strategies that could not measure a call as requested.");

    /// <summary>Fallbacks alone do not make calls worth measuring.</summary>
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
