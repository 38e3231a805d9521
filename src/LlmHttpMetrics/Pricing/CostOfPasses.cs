
namespace LlmHttpMetrics.Pricing;

/// <summary>Prices an answer with several passes: each by its own length and by the model that made it.</summary>
internal static class CostOfPasses
{
    /// <summary>The cost of a whole answer, with each of its passes charged separately.</summary>
    /// <param name="book">The prices.</param>
    /// <param name="model">The model of the answer.</param>
    /// <param name="usage">The usage of the whole answer.</param>
    /// <param name="price">The price of the answer's model.</param>
    /// <param name="cost">The cost.</param>
    public static bool TryPrice(PriceBook book, in PricedModel model, Usage usage, FoundPrice price, out Cost cost)
    {
        if (!CostOfUsage.TryPrice(usage, price, out cost) || usage.Passes is not { } passes || cost.Method != LlmCostMethods.TokenBased)
        {
            return cost.Price is not null;
        }

        // Everything other than tokens is charged once.
        var parts = CostOfUsage.Parts(usage, cost) with { Input = 0, CacheRead = 0, CacheWrite = 0, Output = 0 };
        var (savings, premium, confidence, doubts) = (0m, 0m, cost.Confidence, cost.Doubts);
        foreach (var pass in passes)
        {
            if (PriceOf(book, model, pass.Model, price) is not { } found || !CostOfUsage.TryPrice(pass.Usage, found, out var part))
            {
                doubts |= CostDoubts.Pass;
                confidence = Math.Min(confidence, cost.Confidence * CostOfUsage.Confidence(CostDoubts.Pass));
                continue;
            }

            parts = parts.PlusTokens(CostOfUsage.Parts(pass.Usage, part));
            savings += CostOfUsage.CacheSavings(pass.Usage, part.Rates!);
            premium += CostOfUsage.CacheWritePremium(pass.Usage, part.Rates!);
            confidence = Math.Min(confidence, part.Confidence);
            doubts |= part.Doubts;
        }

        cost = cost with { Amount = parts.Sum, Confidence = confidence, Doubts = doubts, Breakdown = new CostBreakdown(parts, savings, premium) };
        return true;
    }

    /// <summary>The price of a pass; null if there is none in the currency of the answer.</summary>
    private static FoundPrice? PriceOf(PriceBook book, in PricedModel model, string? ofPass, FoundPrice price) =>
        ofPass is null ? price
        : book.Find(model with { RequestModel = ofPass, ResponseModel = ofPass }) is { } found && found.Row.Currency == price.Row.Currency ? found
        : null;
}
