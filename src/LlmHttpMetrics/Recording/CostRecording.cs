using LlmHttpMetrics.Measurement.Tokens;
using LlmHttpMetrics.Observation;
using LlmHttpMetrics.Pricing;
using LlmHttpMetrics.Statistics;

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
    /// <param name="figures">Its figures.</param>
    /// <param name="waits">Its tokens will be told or counted later.</param>
    public static void Record(LlmInstruments instruments, CallRecord call, in CallFigures figures, bool waits)
    {
        if (Reported(call) is { } amount)
        {
            var reported = Cost.Reported(amount);
            call.Cost = reported;
            Add(instruments, call.Statistics, reported, default, TagsOf(call, reported));
        }
        else if (!waits)
        {
            var usage = CallUsage.Of(call, figures);
            if (Price(call.Settings.Prices, ModelOf(call), usage) is { } cost)
            {
                call.Cost = cost;
                Add(instruments, call.Statistics, cost, usage, TagsOf(call, cost));
            }
            else if (usage.HasTokens)
            {
                Miss(instruments, call.Settings.Prices, ModelOf(call), call.Statistics, call.Tags.Own);
            }
        }
    }

    /// <summary>What prices the call later.</summary>
    public static PricedCall Of(CallRecord call) => new(
        call.Settings.Prices,
        ModelOf(call),
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

        if (facts.Cost is { } amount)
        {
            AddLate(instruments, call, Cost.Reported(amount), default, tags);
            return;
        }

        var priced = call with { Model = call.Model with { ResponseModel = facts.Model ?? call.Model.ResponseModel } };
        PriceLate(instruments, priced, CallUsage.Of(facts, call.Tier), tags);
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
        var cost = PriceLate(instruments, demand.Priced, usage, demand.Tags);
        demand.Decisions?.Priced(cost, usage.HasTokens);
        if (demand.Event is { } e && cost is { } known)
        {
            Tell(e, known, usage);
        }
    }

    /// <summary>Puts the cost of a call on its event, where it is known.</summary>
    public static void Tell(LlmEvent callEvent, CallRecord call, in CallFigures figures)
    {
        if (call.Cost is { } cost)
        {
            Tell(callEvent, cost, CallUsage.Of(call, figures));
        }
    }

    private static void Tell(LlmEvent callEvent, in Cost cost, in Usage usage)
    {
        callEvent.Cost = cost.Amount;
        callEvent.Currency = cost.Currency;
        callEvent.CostSource = cost.Source;
        callEvent.CostMethod = cost.Method;
        callEvent.CostConfidence = cost.Confidence;
        if (cost.Price is { } price)
        {
            callEvent.PriceTable = price.Table.Name;
            callEvent.PriceSource = price.Row.Source;
            callEvent.CostParts = CostOfUsage.Parts(usage, cost).ForEvent();
        }
    }

    /// <summary>What the provider says that it cost; null where it says nothing.</summary>
    private static decimal? Reported(CallRecord call) =>
        call.Response is not { } response ? null
        : response.Facts.Cost ?? (response.Streamed || call.HttpResponse is not { } http ? null : CostHeader.Read(http));

    private static PricedModel ModelOf(CallRecord call) =>
        new(call.Endpoint.Provider, call.RequestModel, call.ResponseModel, call.Timestamp.UtcTicks);

    /// <summary>The tags of <c>llm.cost</c>; without the last they are those of a cache's savings.</summary>
    private static ReadOnlySpan<KeyValuePair<string, object?>> TagsOf(CallRecord call, in Cost cost) =>
        call.Tags.OwnWith(LlmTagNames.Currency, cost.Currency, LlmTagNames.CostSource, cost.Source);

    private static Cost? Price(PriceBook book, in PricedModel model, in Usage usage) => book.Find(model) is { } price ? CostOfUsage.Of(usage, price) : null;

    private static Cost? PriceLate(LlmInstruments instruments, in PricedCall call, in Usage usage, KeyValuePair<string, object?>[] tags)
    {
        var priced = Price(call.Book, call.Model, usage);
        if (priced is { } cost)
        {
            AddLate(instruments, call, cost, usage, tags);
        }
        else if (usage.HasTokens)
        {
            Miss(instruments, call.Book, call.Model, call.Statistics, tags);
        }

        return priced;
    }

    /// <summary>There are tokens, and no price for them.</summary>
    private static void Miss(
        LlmInstruments instruments, PriceBook book, in PricedModel model, in SeriesEntry statistics, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        statistics.AddPriceMissing();
        instruments.PriceMissing.Add(1, tags);
        book.Missing.Tell(model.Provider, model.ResponseModel ?? model.RequestModel);
    }

    private static void AddLate(LlmInstruments instruments, in PricedCall call, in Cost cost, in Usage usage, KeyValuePair<string, object?>[] tags)
    {
        CallBudgets.AddCost(instruments, call.Budget, cost);
        Add(instruments, call.Statistics, cost, usage, [.. tags, new(LlmTagNames.Currency, cost.Currency), new(LlmTagNames.CostSource, cost.Source)]);
    }

    private static void Add(
        LlmInstruments instruments, in SeriesEntry statistics, in Cost cost, in Usage usage, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        statistics.AddCost(cost.Amount, cost.Currency);
        instruments.Cost.Add((double)cost.Amount, tags);
        if (cost is { Method: LlmCostMethods.TokenBased, Rates: { } rates })
        {
            AddCache(instruments, usage, rates, tags[..^1]);
        }
    }

    private static void AddCache(LlmInstruments instruments, in Usage usage, RateSet rates, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (usage.CacheRead > 0 && instruments.CacheSavings.Enabled && CostOfUsage.CacheSavings(usage, rates) is > 0 and var savings)
        {
            instruments.CacheSavings.Add((double)savings, tags);
        }

        if (usage.WritesCache && instruments.CacheWritePremium.Enabled && CostOfUsage.CacheWritePremium(usage, rates) is > 0 and var premium)
        {
            instruments.CacheWritePremium.Add((double)premium, tags);
        }
    }
}
