using LlmHttpMetrics.Pricing;

namespace LlmHttpMetrics.Insights.Budgets.Reserving;

/// <summary>Works out what a call will cost before it is made; null where no price is known.</summary>
internal static class ExpectedCost
{
    /// <summary>What it will cost by the tokens that are expected of it.</summary>
    public static (decimal Amount, string Currency)? Of(PriceBook book, in PricedModel model, Usage usage) =>
        book.Find(model) is { } price && CostOfUsage.TryPrice(usage, price, out var cost) ? (cost.Amount, cost.Currency) : null;

    /// <summary>What it can cost at most by the most tokens that it can use, the fees of hosted tools apart.</summary>
    /// <param name="book">The prices.</param>
    /// <param name="model">Whose price.</param>
    /// <param name="usage">The most tokens that it can use.</param>
    /// <param name="inputKinds">Kinds of input that it may have.</param>
    public static (decimal Amount, string Currency)? AtMost(PriceBook book, in PricedModel model, Usage usage, InputKinds inputKinds)
    {
        if (book.Find(model) is not { } price)
        {
            return null;
        }

        // A tier that is asked for may not be the one that is served.
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
