using System.Diagnostics.Metrics;
using LlmHttpMetrics.Calls;

namespace LlmHttpMetrics.Telemetry;

/// <summary>Counts calls by their outcome.</summary>
internal sealed class RequestMetrics(Meter meter) : ICallConsumer
{
    private readonly Counter<long> _requests = meter.CreateCounter<long>(LlmInstrumentNames.Requests, "{request}", "Calls, by outcome.");

    public bool IsEnabled => _requests.Enabled;

    public void Completed(in CompletedCall call) =>
        _requests.Publish(1, call.Record.Tags.OwnWith(LlmTagNames.Outcome, call.Record.Outcome.Word, LlmTagNames.ErrorType, call.Record.ErrorTag));
}
