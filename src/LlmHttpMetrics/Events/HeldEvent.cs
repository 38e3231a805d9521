using LlmHttpMetrics.Calls;

namespace LlmHttpMetrics.Events;

/// <summary>The event and the decisions of a call, kept until no measurement of the call goes on, and after that for amendments.</summary>
internal sealed class HeldEvent(LlmEvent? callEvent, CallDecisions? decisions)
{
    private readonly object _lock = new();
    private bool _isSent;

    /// <summary>The event; null where the call gets none.</summary>
    public LlmEvent? Event => callEvent;

    public CallDecisions? Decisions => decisions;

    /// <summary>The event has gone to the sinks: what becomes known from now on is an amendment.</summary>
    public void MarkSent()
    {
        lock (_lock)
        {
            _isSent = true;
        }
    }

    /// <summary>Puts what has become known on the event and the decisions; false where the event has gone to the sinks.</summary>
    public bool TryApply(CallAmendment amendment)
    {
        lock (_lock)
        {
            if (_isSent)
            {
                return false;
            }

            decisions?.Apply(amendment);
            Apply(amendment);
            return true;
        }
    }

    private void Apply(CallAmendment amendment)
    {
        if (callEvent is null)
        {
            return;
        }

        ApplyTokens(callEvent, amendment);
        ApplyMeasurements(callEvent, amendment);
        EventFigures.SetCost(callEvent, amendment.Cost, amendment.Usage);
        callEvent.PriceMissing |= amendment.IsPriceMissing;
        callEvent.UsageMissing |= amendment.IsUsageMissing;
        if (decisions is not null && callEvent.Decisions is not null)
        {
            callEvent.Decisions = decisions.Record;
        }
    }

    private static void ApplyTokens(LlmEvent callEvent, CallAmendment amendment)
    {
        if (amendment.Tokens is { } tokens)
        {
            callEvent.Tokens = EventFigures.TokensOf(tokens);
            callEvent.TokenSource = tokens.Source;
            callEvent.UsagePending = false;
            EventFigures.SetTokenizer(callEvent, tokens);
        }

        if (amendment.Comparison is { } ours)
        {
            callEvent.LocalTokens = EventFigures.TokensOf(ours);
            EventFigures.SetTokenizer(callEvent, ours);
        }

        if (amendment.Anomalies != default)
        {
            callEvent.Anomalies = [.. callEvent.Anomalies, .. Calls.Anomalies.AnomalyNames.Of(amendment.Anomalies)];
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
