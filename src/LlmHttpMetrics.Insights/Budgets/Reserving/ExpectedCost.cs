using LlmHttpMetrics.Pricing;

namespace LlmHttpMetrics.Insights.Budgets.Reserving;

/// <summary>Estimates the cost of a call before it is made; null if no price is known.</summary>
internal static class ExpectedCost
{
    /// <summary>The cost of the expected tokens.</summary>
    public static (decimal Amount, string Currency)? Of(PriceBook book, in PricedModel model, Usage usage) =>
        book.Find(model) is { } price && CostOfUsage.TryPrice(usage, price, out var cost) ? (cost.Amount, cost.Currency) : null;

    /// <summary>The maximum cost for the maximum number of tokens, without fees of hosted tools.</summary>
    /// <param name="book">The prices.</param>
    /// <param name="model">The properties that determine the price.</param>
    /// <param name="usage">The maximum number of tokens.</param>
    /// <param name="inputKinds">The kinds of input that the call may have.</param>
    public static (decimal Amount, string Currency)? AtMost(PriceBook book, in PricedModel model, Usage usage, InputKinds inputKinds)
    {
        if (book.Find(model) is not { } price)
        {
            return null;
        }

        // The requested tier may differ from the one that is served.
        var asked = AtMost(price.Row.Rates(usage.Served, usage.WholeInput, out _), usage, inputKinds);
        var usual = AtMost(price.Row.Rates(usage.Served with { Tier = null }, usage.WholeInput, out _), usage, inputKinds);
        return asked is { } one && usual is { } other ? (Math.Max(one, other), price.Row.Currency) : Of(book, model, usage);
    }

    private static decimal? AtMost(RateSet rates, Usage usage, InputKinds kinds)
    {
        if (!rates.PricesTokens)
        {
            return null;
        }

        var input = rates.Input;
        if (kinds.HasFlag(InputKinds.CacheWrites))
        {
            input = Math.Max(input, Math.Max(rates.CacheWrite, Math.Max(rates.CacheWrite5m, rates.CacheWrite1h)));
        }

        if (kinds.HasFlag(InputKinds.Media))
        {
            input = Math.Max(input, Math.Max(rates.InputAudio, rates.InputImage));
        }

        var output = Math.Max(Math.Max(rates.Output, rates.Reasoning), Math.Max(rates.OutputAudio, rates.OutputImage));
        return (usage.WholeInput * input) + ((usage.Output ?? 0) * output) + (rates.Request ?? 0);
    }
}
