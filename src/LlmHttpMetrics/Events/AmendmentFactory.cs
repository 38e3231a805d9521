using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Pricing;

namespace LlmHttpMetrics.Events;

/// <summary>Creates amendments of events. This is where a cost is converted to the form that events and amendments have.</summary>
internal static class AmendmentFactory
{
    /// <summary>What an amendment of a call changes on its event.</summary>
    /// <param name="callEvent">The event.</param>
    /// <param name="amendment">What became known about the call.</param>
    /// <param name="amended">When it became known.</param>
    public static LlmEventAmendment Create(LlmEvent callEvent, CallAmendment amendment, DateTimeOffset amended = default)
    {
        LlmEventAmendment known = new()
        {
            EventId = callEvent.Id,
            Timestamp = callEvent.Timestamp,
            Amended = amended,
            Tokens = amendment.Tokens is { } tokens ? EventFigures.TokensOf(tokens) : null,
            TokenSource = amendment.Tokens?.Source,
            UsageMissing = amendment.IsUsageMissing,
            PriceMissing = amendment.IsPriceMissing,
        };
        return amendment.Cost is { } cost ? WithCost(known, cost, amendment.Usage) : known;
    }

    /// <summary>Puts the cost that is known when a call ends on its event.</summary>
    public static void SetCost(LlmEvent callEvent, in Cost cost, Usage usage)
    {
        LlmEventAmendment nothing = new() { EventId = callEvent.Id, Timestamp = callEvent.Timestamp, Amended = default };
        WithCost(nothing, cost, usage).ApplyCostTo(callEvent);
    }

    private static LlmEventAmendment WithCost(LlmEventAmendment amendment, in Cost cost, Usage? usage) => amendment with
    {
        Cost = cost.Amount,
        Currency = cost.Currency,
        CostSource = cost.Source,
        CostMethod = cost.Method,
        CostConfidence = cost.Confidence,
        CostDoubts = cost.Doubts.Words(),
        PriceTable = cost.Price?.Table.Name,
        PriceSource = cost.Price?.Row.Source,
        CostParts = cost.Price is null || usage is null ? null : CostOfUsage.Parts(usage, cost).ForEvent(),
    };
}
