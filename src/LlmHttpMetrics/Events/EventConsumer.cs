using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Diagnostics;
using LlmHttpMetrics.Pricing;
using LlmHttpMetrics.Vocabulary;
using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.Events;

/// <summary>
/// Makes events of a client's calls, lets the application enrich them, and logs what was decided. An event waits for the measurements that go on
/// in the background; what becomes known after it has gone to the sinks follows as an amendment.
/// </summary>
internal sealed class EventConsumer(EventSettings settings, EventQueue? queue, FaultCounter faults, TimeProvider time, ILogger logger) : ICallConsumer
{
    public bool IsEnabled => queue is not null;

    public bool NeedsCost => queue is not null || IsLogged();

    public bool TakesUncounted => true;

    public void Completed(in CompletedCall call)
    {
        var isCounted = call.Record.Endpoint.Counted;
        var callEvent = isCounted ? EventOf(call) : null;
        var decisions = isCounted ? DecisionsOf(call, callEvent) : null;
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
        else if (!held.TryApply(amendment) && held.Event is { } callEvent)
        {
            queue?.Enqueue(AmendmentOf(callEvent, amendment));
        }
    }

    private void Send(HeldEvent held)
    {
        held.MarkSent();
        try
        {
            held.Decisions?.WriteTo(logger);
        }
        catch (Exception)
        {
            faults.Failed(Stages.Recording);
        }

        if (held.Event is { } callEvent)
        {
            queue!.Enqueue(callEvent);
        }
    }

    /// <summary>The event, where sinks take events and the call is one of those that get one.</summary>
    private LlmEvent? EventOf(in CompletedCall call)
    {
        if (queue is null || !settings.Sampler.Keeps(call.Record, call.Figures.Duration, out var rate))
        {
            return null;
        }

        var callEvent = EventFactory.Create(call.Record, call.Figures, rate, settings);
        EventFigures.SetCost(callEvent, call.Cost, call.Record.Usage);
        callEvent.Captured = EventContent.Take(call.Record, settings.Content);
        return callEvent;
    }

    private CallDecisions? DecisionsOf(in CompletedCall call, LlmEvent? callEvent)
    {
        var isRecorded = callEvent is not null && settings.RecordDecisions;
        if (!isRecorded && !IsLogged())
        {
            return null;
        }

        CallDecisions decisions = new(call.Record, call.Figures);
        if (isRecorded)
        {
            callEvent!.Decisions = decisions.Record;
        }

        return decisions;
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

    /// <summary>Decisions are logged. A logger that throws costs what it would have written, and no figure of the call.</summary>
    private bool IsLogged()
    {
        try
        {
            return logger.IsEnabled(LogLevel.Debug);
        }
        catch (Exception)
        {
            faults.Failed(Stages.Recording);
            return false;
        }
    }

    private LlmEventAmendment AmendmentOf(LlmEvent callEvent, CallAmendment amendment)
    {
        var cost = amendment.Cost;
        return new LlmEventAmendment
        {
            EventId = callEvent.Id,
            Timestamp = callEvent.Timestamp,
            Amended = time.GetUtcNow(),
            Tokens = amendment.Tokens is { } tokens ? EventFigures.TokensOf(tokens) : null,
            TokenSource = amendment.Tokens?.Source,
            UsageMissing = amendment.IsUsageMissing,
            PriceMissing = amendment.IsPriceMissing,
            Cost = cost?.Amount,
            Currency = cost?.Currency,
            CostSource = cost?.Source,
            CostMethod = cost?.Method,
            CostConfidence = cost?.Confidence,
            CostDoubts = cost?.Doubts.Words() ?? [],
            PriceTable = cost?.Price?.Table.Name,
            PriceSource = cost?.Price?.Row.Source,
            CostParts = cost is { Price: not null } priced && amendment.Usage is { } usage ? Pricing.CostOfUsage.Parts(usage, priced).ForEvent() : null,
        };
    }
}
