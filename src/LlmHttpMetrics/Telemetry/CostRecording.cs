using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Counting.Tokens;
using LlmHttpMetrics.Insights.Budgets;
using LlmHttpMetrics.Insights.Statistics;
using LlmHttpMetrics.Pricing;
using LlmHttpMetrics.Reading;

namespace LlmHttpMetrics.Telemetry;

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
        Cost cost;
        if (Reported(call) is { } amount)
        {
            cost = Cost.Reported(amount);
        }
        else if (waits || !TryPrice(instruments, call, figures, out cost))
        {
            return;
        }

        call.Cost = cost;
        call.IsPriced = true;
        Add(instruments, call.Statistics, cost, call.Usage, call.Tags.OwnWith(LlmTagNames.Currency, cost.Currency, LlmTagNames.CostSource, cost.Source));
    }

    /// <summary>What prices the call later.</summary>
    public static PricedCall Of(CallRecord call) => new(
        call.Settings.Prices,
        ModelOf(call),
        CallUsage.Served(call),
        CallUsage.Characters(call),
        call.Response?.Facts.BilledTools?.Copy(),
        call.IsPriced,
        call.Statistics,
        call.Budget);

    /// <summary>Prices a call whose usage has been fetched.</summary>
    public static void RecordLate(LlmInstruments instruments, in PricedCall call, ResponseFacts facts, KeyValuePair<string, object?>[] tags)
    {
        if (call.IsPriced || !(IsWanted(instruments) || call.Statistics.IsKept || call.Budget.IsKept))
        {
            return;
        }

        if (BilledCosts.Of(call.Model.Provider, facts.Cost) is { } amount)
        {
            AddLate(instruments, call, Cost.Reported(amount), usage: null, tags);
            return;
        }

        var priced = call with { Model = call.Model with { ResponseModel = facts.Model ?? call.Model.ResponseModel } };
        PriceLate(instruments, priced, CallUsage.Late(facts, call.Served), tags);
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
            Tools = demand.Priced.Tools,
            Served = demand.Priced.Served,
            IsServed = true,
            Confidence = count?.Confidence ?? 1,
            Doubts = count?.Confidence < 1 ? CostDoubts.Tokens : CostDoubts.None,
        };
        var cost = PriceLate(instruments, demand.Priced, usage, demand.Tags);
        demand.Decisions?.Priced(cost, usage.HasTokens);
        if (demand.Event is { } e)
        {
            Tell(e, cost, usage);
        }
    }

    /// <summary>Puts the cost of a call on its event, where it is known.</summary>
    public static void Tell(LlmEvent callEvent, in Cost? known, Usage usage)
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
        callEvent.CostDoubts = cost.Doubts.Words();
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
        : BilledCosts.Of(call.Endpoint.Provider, response.Facts.Cost) ?? (response.Streamed || call.HttpResponse is not { } http ? null : CostHeader.Read(http));

    private static PricedModel ModelOf(CallRecord call) =>
        new(call.Endpoint.Provider, call.RequestModel, call.ResponseModel, call.Timestamp.UtcTicks);

    private static bool TryPrice(LlmInstruments instruments, CallRecord call, in CallFigures figures, out Cost cost)
    {
        CallUsage.Read(call, figures);
        var model = ModelOf(call);
        if (TryPrice(call.Settings.Prices, model, call.Usage, out cost))
        {
            return true;
        }

        if (call.Usage.HasTokens)
        {
            Miss(instruments, call.Settings.Prices, model, call.Statistics, call.Tags.Own);
        }

        return false;
    }

    private static bool TryPrice(PriceBook book, in PricedModel model, Usage usage, out Cost cost)
    {
        if (book.Find(model) is { } price)
        {
            return usage.Passes is null ? CostOfUsage.TryPrice(usage, price, out cost) : CostOfPasses.TryPrice(book, model, usage, price, out cost);
        }

        cost = default;
        return false;
    }

    private static Cost? PriceLate(LlmInstruments instruments, in PricedCall call, Usage usage, KeyValuePair<string, object?>[] tags)
    {
        if (TryPrice(call.Book, call.Model, usage, out var cost))
        {
            AddLate(instruments, call, cost, usage, tags);
            return cost;
        }

        if (usage.HasTokens)
        {
            Miss(instruments, call.Book, call.Model, call.Statistics, tags);
        }

        return null;
    }

    /// <summary>There are tokens, and no price for them.</summary>
    private static void Miss(
        LlmInstruments instruments, PriceBook book, in PricedModel model, in SeriesEntry statistics, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        statistics.AddPriceMissing();
        instruments.PriceMissing.Publish(1, tags);
        book.Missing.Tell(model.Provider, model.ResponseModel ?? model.RequestModel);
    }

    private static void AddLate(LlmInstruments instruments, in PricedCall call, in Cost cost, Usage? usage, KeyValuePair<string, object?>[] tags)
    {
        CallBudgets.AddCost(instruments, call.Budget, cost);
        Add(instruments, call.Statistics, cost, usage, [.. tags, new(LlmTagNames.Currency, cost.Currency), new(LlmTagNames.CostSource, cost.Source)]);
    }

    /// <param name="instruments">The instruments.</param>
    /// <param name="statistics">Where the statistics have the call.</param>
    /// <param name="cost">What it cost.</param>
    /// <param name="usage">What was priced.</param>
    /// <param name="tags">The tags of <c>llm.cost</c>, the source last: without it they are those of a cache's savings.</param>
    private static void Add(
        LlmInstruments instruments, in SeriesEntry statistics, in Cost cost, Usage? usage, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        statistics.AddCost(cost.Amount, cost.Currency);
        instruments.Cost.Publish((double)cost.Amount, tags);
        if (usage is not null && cost is { Method: LlmCostMethods.TokenBased, Rates: { } rates })
        {
            AddCache(instruments, usage, rates, cost.Breakdown, tags[..^1]);
        }
    }

    private static void AddCache(
        LlmInstruments instruments, Usage usage, RateSet rates, CostBreakdown? breakdown, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if ((usage.CacheRead > 0 || breakdown is not null) && instruments.CacheSavings.Enabled
            && (breakdown?.CacheSavings ?? CostOfUsage.CacheSavings(usage, rates)) is > 0 and var savings)
        {
            instruments.CacheSavings.Publish((double)savings, tags);
        }

        if ((usage.WritesCache || breakdown is not null) && instruments.CacheWritePremium.Enabled
            && (breakdown?.CacheWritePremium ?? CostOfUsage.CacheWritePremium(usage, rates)) is > 0 and var premium)
        {
            instruments.CacheWritePremium.Publish((double)premium, tags);
        }
    }
}
