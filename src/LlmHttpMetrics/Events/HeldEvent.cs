using System.Diagnostics.CodeAnalysis;
using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Calls.Anomalies;

namespace LlmHttpMetrics.Events;

/// <summary>
/// The event and the decisions of a call, kept until all measurements of the call have ended, and after that for amendments. What becomes known
/// before the event is sent is put on it. What becomes known while it is being sent is deferred, so that no amendment is sent before its event.
/// </summary>
internal sealed class HeldEvent(LlmEvent? callEvent, CallDecisions? decisions)
{
    private readonly object _lock = new();
    private Queue<CallAmendment>? _deferred;
    private State _state;

    private enum State
    {
        /// <summary>The event can still change.</summary>
        Open,

        /// <summary>The event is on its way to the queue of the sinks.</summary>
        Sending,

        /// <summary>The event is in the queue, and what becomes known is sent as an amendment.</summary>
        Sent,
    }

    /// <summary>The event; null if the call does not get one.</summary>
    public LlmEvent? Event => callEvent;

    public CallDecisions? Decisions => decisions;

    /// <summary>Begins to send the event, which does not change any more; false if that has already begun.</summary>
    public bool TryBeginSending()
    {
        lock (_lock)
        {
            if (_state != State.Open)
            {
                return false;
            }

            _state = State.Sending;
            return true;
        }
    }

    /// <summary>Takes the next amendment that became known while the event was being sent. False ends the sending.</summary>
    public bool TryTakeDeferred([NotNullWhen(true)] out CallAmendment? amendment)
    {
        lock (_lock)
        {
            amendment = null;
            if (_deferred?.TryDequeue(out amendment) == true)
            {
                return true;
            }

            _state = State.Sent;
            return false;
        }
    }

    /// <summary>Puts what has become known on the event and the decisions, or defers it; false if it has to be sent as an amendment.</summary>
    public bool TryApply(CallAmendment amendment)
    {
        lock (_lock)
        {
            if (_state == State.Open)
            {
                decisions?.Apply(amendment);
                Apply(amendment);
            }
            else if (_state == State.Sending)
            {
                (_deferred ??= new()).Enqueue(amendment);
            }

            return _state != State.Sent;
        }
    }

    private void Apply(CallAmendment amendment)
    {
        if (callEvent is null)
        {
            return;
        }

        AmendmentFactory.Create(callEvent, amendment).ApplyTo(callEvent);
        ApplyCounts(callEvent, amendment);
        ApplyMeasurements(callEvent, amendment);
        if (decisions is not null && callEvent.Decisions is not null)
        {
            callEvent.Decisions = decisions.Record;
        }
    }

    private static void ApplyCounts(LlmEvent callEvent, CallAmendment amendment)
    {
        if (amendment.Tokens is { } tokens)
        {
            EventFigures.SetTokenizer(callEvent, tokens);
        }

        if (amendment.Comparison is { } local)
        {
            callEvent.LocalTokens = EventFigures.TokensOf(local);
            EventFigures.SetTokenizer(callEvent, local);
        }

        if (amendment.Anomalies != default)
        {
            callEvent.Anomalies = [.. callEvent.Anomalies, .. AnomalyNames.Of(amendment.Anomalies)];
        }
    }

    private static void ApplyMeasurements(LlmEvent callEvent, CallAmendment amendment)
    {
        if (amendment.Fallback is { } fallback)
        {
            callEvent.Fallback = fallback;
            callEvent.FallbackReason = amendment.FallbackReason;
        }

        if (amendment is { FailedStrategy: { } strategy, FallbackReason: { } reason })
        {
            callEvent.AddStrategyFallback(strategy, reason);
        }

        if (amendment.Capacity is { } capacity)
        {
            callEvent.Capacity = EventFigures.Amounts(capacity.Input, capacity.Output);
        }

        foreach (var (name, value) in amendment.Values?.Values ?? [])
        {
            callEvent.Custom[$"{amendment.Values!.Strategy}.{name}"] = value;
        }
    }
}
