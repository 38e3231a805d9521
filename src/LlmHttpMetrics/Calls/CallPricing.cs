using LlmHttpMetrics.Pricing;
using LlmHttpMetrics.Reading;

namespace LlmHttpMetrics.Calls;

/// <summary>Prices calls: when they end, or when their tokens become known.</summary>
internal static class CallPricing
{
    /// <summary>Sets the cost of a call that has ended on its record, unless its tokens are still to be determined.</summary>
    public static void Price(CallRecord call, in CallFigures figures, bool isUsagePending)
    {
        if (Reported(call) is { } amount)
        {
            call.Cost = Cost.Reported(amount);
        }
        else if (!isUsagePending)
        {
            CallUsage.Read(call, figures);
            (call.Cost, call.IsPriceMissing) = call.Prices.Price(ModelOf(call), call.Usage);
        }
    }

    /// <summary>Returns the cost and the usage of a call whose tokens a later response reported.</summary>
    public static (Cost? Cost, Usage? Usage, bool IsMissing) Late(PricedCall call, ResponseFacts facts)
    {
        if (call.IsPriced)
        {
            return default;
        }

        if (BilledCosts.Of(call.Model.Provider, facts.Cost) is { } amount)
        {
            return (Cost.Reported(amount), null, false);
        }

        var usage = CallUsage.Late(facts, call.Served);
        var (cost, isMissing) = call.Book.Price(call.Model with { ResponseModel = facts.Model ?? call.Model.ResponseModel }, usage);
        return (cost, usage, isMissing);
    }

    /// <summary>Returns the cost and the usage of a call whose tokens were counted locally; the tokens are null if they could not be counted.</summary>
    public static (Cost? Cost, Usage? Usage, bool IsMissing) Counted(PricedCall call, LateTokens? tokens)
    {
        if (call.IsPriced)
        {
            return default;
        }

        Usage usage = new()
        {
            Input = tokens?.Input,
            Output = tokens?.Output,
            Characters = call.Characters,
            Tools = call.Tools,
            Served = call.Served,
            IsServed = true,
            Confidence = tokens?.Confidence ?? 1,
            Doubts = tokens?.Confidence < 1 ? CostDoubts.Tokens : CostDoubts.None,
        };
        var (cost, isMissing) = call.Book.Price(call.Model, usage);
        return (cost, usage, isMissing);
    }

    /// <summary>Returns the information required to price a call later, once its tokens are known.</summary>
    public static PricedCall Keep(CallRecord call) => new(
        call.Prices,
        ModelOf(call),
        CallUsage.Served(call),
        CallUsage.Characters(call),
        call.Response?.Facts.BilledTools?.Copy(),
        call.Cost is not null);

    /// <summary>Returns what determines the price of a call besides its tokens.</summary>
    public static PricedModel ModelOf(CallRecord call) => new(call.Endpoint.Provider, call.RequestModel, call.ResponseModel, call.Timestamp.UtcTicks);

    /// <summary>Returns the cost that the provider reported; null if it reported none.</summary>
    private static decimal? Reported(CallRecord call) =>
        call.Response is not { } response ? null
        : BilledCosts.Of(call.Endpoint.Provider, response.Facts.Cost)
            ?? (response.Streamed || call.HttpResponse is not { } http ? null : CostHeader.Read(http));
}
