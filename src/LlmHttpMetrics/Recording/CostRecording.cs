using LlmHttpMetrics.Measurement.Tokens;
using LlmHttpMetrics.Observation;
using LlmHttpMetrics.Pricing;

namespace LlmHttpMetrics.Recording;

/// <summary>Prices calls and publishes what they cost: when they end, or when their tokens become known.</summary>
internal static class CostRecording
{
    /// <summary>Somebody wants to know of costs.</summary>
    public static bool IsWanted(LlmInstruments instruments) =>
        instruments.Cost.Enabled || instruments.PriceMissing.Enabled || instruments.CacheSavings.Enabled || instruments.CacheWritePremium.Enabled;

    /// <summary>Prices a call that has ended, unless its tokens are still to come.</summary>
    /// <param name="instruments">The instruments.</param>
    /// <param name="call">The call.</param>
    /// <param name="waits">Its tokens will be told or counted later.</param>
    public static void Record(LlmInstruments instruments, CallRecord call, bool waits)
    {
        var reported = Reported(call);
        if (reported is null && waits)
        {
            return;
        }

        call.Cost = reported ?? Price(instruments, Of(call), CallUsage.Of(call), call.Tags.Own);
        if (call.Cost is { } cost)
        {
            call.Statistics.AddCost(cost.Amount, cost.Currency);
            instruments.Cost.Add(
                (double)cost.Amount, call.Tags.OwnWith(LlmTagNames.Currency, cost.Currency, LlmTagNames.CostSource, cost.Source));
            AddCache(instruments, cost.Parts, call.Tags.OwnWith(LlmTagNames.Currency, cost.Currency));
        }
    }

    /// <summary>What prices the call later.</summary>
    public static PricedCall Of(CallRecord call) => new(
        call.Settings.Prices,
        new PricedModel(call.Endpoint.Provider, call.RequestModel, call.ResponseModel, call.Timestamp.UtcTicks),
        call.Response?.Facts.ServiceTier,
        CallUsage.Characters(call),
        call.Cost is not null,
        call.Statistics,
        call.Budget);

    /// <summary>Prices a call whose usage has been fetched.</summary>
    public static void RecordLate(LlmInstruments instruments, in PricedCall call, ResponseFacts facts, KeyValuePair<string, object?>[] tags)
    {
        if (call.IsPriced || !(IsWanted(instruments) || call.Statistics.IsKept || call.Budget.IsKept))
        {
            return;
        }

        var priced = call with { Model = call.Model with { ResponseModel = facts.Model ?? call.Model.ResponseModel } };
        Cost? reported = facts.Cost is { } amount ? Cost.Reported(amount) : null;
        Add(instruments, call, reported ?? Price(instruments, priced, CallUsage.Of(facts) with { Tier = facts.ServiceTier ?? call.Tier }, tags), tags);
    }

    /// <summary>Prices a call whose tokens have been counted here, or could not be.</summary>
    public static void RecordCounted(LlmInstruments instruments, TokenDemand demand, in TokenCount? count)
    {
        var isKept = demand.Priced.Statistics.IsKept || demand.Priced.Budget.IsKept;
        if (demand.Priced.IsPriced || (demand.Event is null && demand.Decisions is null && !IsWanted(instruments) && !isKept))
        {
            return;
        }

        var usage = new Usage
        {
            Input = count?.Input,
            Output = demand.HasAnswer ? count?.Output : null,
            Characters = demand.Priced.Characters,
            Tier = demand.Priced.Tier,
            IsServed = true,
            Confidence = count?.Confidence ?? 1,
        };
        var cost = Price(instruments, demand.Priced, usage, demand.Tags);
        Add(instruments, demand.Priced, cost, demand.Tags);
        demand.Decisions?.Priced(cost, usage.HasTokens);
        if (demand.Event is { } e)
        {
            Tell(e, cost);
        }
    }

    /// <summary>Puts a cost on the event of its call.</summary>
    public static void Tell(LlmEvent callEvent, in Cost? known)
    {
        if (known is not { } cost)
        {
            return;
        }

        callEvent.Cost = cost.Amount;
        callEvent.Currency = cost.Currency;
        callEvent.CostSource = cost.Source;
        callEvent.CostMethod = cost.Method;
        callEvent.CostConfidence = cost.Confidence;
        if (cost.Price is { } price)
        {
            callEvent.PriceTable = price.Table.Name;
            callEvent.PriceSource = price.Row.Source;
            callEvent.CostParts = cost.Parts.ForEvent();
        }
    }

    private static Cost? Reported(CallRecord call)
    {
        if (call.Response is not { } response)
        {
            return null;
        }

        var amount = response.Facts.Cost ?? (response.Streamed || call.HttpResponse is not { } http ? null : CostHeader.Read(http));
        return amount is { } known ? Cost.Reported(known) : null;
    }

    private static Cost? Price(LlmInstruments instruments, in PricedCall call, in Usage usage, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var cost = call.Book.Find(call.Model) is { } price ? CostOfUsage.Of(usage, price) : null;
        if (cost is null && usage.HasTokens)
        {
            call.Statistics.AddPriceMissing();
            instruments.PriceMissing.Add(1, tags);
            call.Book.Missing.Tell(call.Model.Provider, call.Model.ResponseModel ?? call.Model.RequestModel);
        }

        return cost;
    }

    private static void Add(LlmInstruments instruments, in PricedCall call, in Cost? known, KeyValuePair<string, object?>[] tags)
    {
        if (known is { } cost)
        {
            call.Statistics.AddCost(cost.Amount, cost.Currency);
            CallBudgets.AddCost(instruments, call.Budget, cost);
            instruments.Cost.Add((double)cost.Amount, [.. tags, new(LlmTagNames.Currency, cost.Currency), new(LlmTagNames.CostSource, cost.Source)]);
            AddCache(instruments, cost.Parts, [.. tags, new(LlmTagNames.Currency, cost.Currency)]);
        }
    }

    private static void AddCache(LlmInstruments instruments, in CostParts parts, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (parts.CacheSavings > 0)
        {
            instruments.CacheSavings.Add((double)parts.CacheSavings, tags);
        }

        if (parts.CacheWritePremium > 0)
        {
            instruments.CacheWritePremium.Add((double)parts.CacheWritePremium, tags);
        }
    }
}
