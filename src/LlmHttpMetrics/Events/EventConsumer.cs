using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Diagnostics;
using LlmHttpMetrics.Vocabulary;
using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.Events;

/// <summary>
/// Creates the events of a client's calls, lets the application enrich them, and logs what was decided. An event waits for the measurements in the
/// background; what becomes known after it was sent to the sinks follows as an amendment.
/// </summary>
internal sealed class EventConsumer(EventSettings settings, EventQueue? queue, FaultCounter faults, TimeProvider time, ILogger logger) : ICallConsumer
{
    private readonly DecisionLog _decisions = new(logger, faults);

    public bool IsEnabled => queue is not null;

    public bool NeedsCost => queue is not null || _decisions.IsEnabled;

    public bool TakesUncounted => true;

    public void Completed(in CompletedCall call)
    {
        var isCounted = call.Record.Endpoint.Counted;
        var callEvent = isCounted ? EventOf(call) : null;
        var decisions = isCounted ? _decisions.Begin(call, callEvent, settings.RecordDecisions) : null;
        Enrich(call.Record, callEvent);
        if (callEvent is null && decisions is null)
        {
            return;
        }

        HeldEvent held = new(callEvent, decisions);
        call.Pending?.Keep(this, held);
        if (call.Pending?.IsMeasured != true)
        {
            Send(held);
        }
    }

    public void Amended(CallAmendment amendment)
    {
        if (amendment.Call.Kept(this) is not HeldEvent held)
        {
            return;
        }

        if (amendment.EndsMeasurement)
        {
            Send(held);
        }
        else if (!held.TryApply(amendment))
        {
            SendAmendment(held, amendment);
        }
    }

    private void Send(HeldEvent held)
    {
        if (!held.TryBeginSending())
        {
            return;
        }

        if (held.Decisions is { } decisions)
        {
            _decisions.Write(decisions);
        }

        if (held.Event is { } callEvent)
        {
            queue!.Enqueue(callEvent);
        }

        while (held.TryTakeDeferred(out var amendment))
        {
            SendAmendment(held, amendment);
        }
    }

    private void SendAmendment(HeldEvent held, CallAmendment amendment)
    {
        if (held.Event is { } callEvent)
        {
            queue!.Enqueue(AmendmentFactory.Create(callEvent, amendment, time.GetUtcNow()));
        }
    }

    /// <summary>The event, if there are sinks and the call is one of those that get an event.</summary>
    private LlmEvent? EventOf(in CompletedCall call)
    {
        if (queue is null || !settings.Sampler.Keeps(call.Record, call.Figures.Duration, out var rate))
        {
            return null;
        }

        var callEvent = EventFactory.Create(call.Record, call.Figures, rate, settings);
        if (call.Cost is { } cost)
        {
            AmendmentFactory.SetCost(callEvent, cost, call.Record.Usage);
        }

        callEvent.Captured = EventContent.Take(call.Record, settings.Content);
        return callEvent;
    }

    private void Enrich(CallRecord call, LlmEvent? callEvent)
    {
        try
        {
            settings.Enrich?.Invoke(new LlmEnrichmentContext(call.HttpRequest, call.HttpResponse, call.Span ?? call.UpstreamActivity, callEvent));
        }
        catch (Exception)
        {
            faults.Failed(Stages.Enrich);
        }
    }
}
