namespace LlmHttpMetrics.Pricing;

/// <summary>Works out what usage costs. Every token is charged once, by the most particular kind it belongs to.</summary>
internal static class CostOfUsage
{
    /// <summary>A tier that the table does not price may cost half or double.</summary>
    private const double UnpricedTier = 0.5;

    /// <summary>The model that answered has another name than the one that is priced, which may be its alias.</summary>
    private const double AnotherModel = 0.5;

    /// <summary>The cost; null where the price has none for what is known of the usage.</summary>
    public static Cost? Of(in Usage usage, FoundPrice price)
    {
        var rates = price.Row.Rates(usage.Tier, (usage.Input ?? 0) + usage.ToolUseInput, out var isOfTier);
        var request = rates.Request ?? 0;
        string method;
        CostParts parts;
        if (usage.HasTokens && rates.PricesTokens)
        {
            method = LlmCostMethods.TokenBased;
            parts = OfTokens(usage, rates) with { Request = request };
        }
        else if (!usage.IsServed)
        {
            return null;
        }
        else if (rates.Characters is { } perCharacter && usage.Characters > 0)
        {
            method = LlmCostMethods.CapacityBased;
            parts = new CostParts(Characters: usage.Characters * perCharacter, Request: request);
        }
        else if (rates is { PricesTokens: false, Characters: null, Request: not null })
        {
            method = LlmCostMethods.RequestBased;
            parts = new CostParts(Request: request);
        }
        else
        {
            return null;
        }

        // What was not told as tokens is counted here, and exactly.
        var ofUsage = method == LlmCostMethods.TokenBased ? usage.Confidence : 1;
        var confidence = ofUsage * price.Table.Confidence * (isOfTier ? 1 : UnpricedTier) * (price.IsOfAnother ? AnotherModel : 1);
        return new Cost(parts.Sum, price.Row.Currency, CostSources.Table, method, confidence, price, parts);
    }

    private static CostParts OfTokens(in Usage usage, RateSet rates)
    {
        var input = (usage.Input ?? 0) + usage.ToolUseInput;
        var read = Take(ref input, usage.CacheRead) * rates.CacheRead;
        var written5m = Take(ref input, usage.CacheWrite5m);
        var written1h = Take(ref input, usage.CacheWrite1h);
        var writtenElse = Take(ref input, usage.CacheWrite - written5m - written1h);
        var written = (written5m * rates.CacheWrite5m) + (written1h * rates.CacheWrite1h) + (writtenElse * rates.CacheWrite);
        var media = (Take(ref input, usage.InputAudio) * rates.InputAudio) + (Take(ref input, usage.InputImage) * rates.InputImage);
        var output = usage.Output ?? 0;
        var generated = (Take(ref output, usage.Reasoning) * rates.Reasoning)
            + (Take(ref output, usage.OutputAudio) * rates.OutputAudio)
            + (Take(ref output, usage.OutputImage) * rates.OutputImage);
        return new CostParts(
            Input: media + (input * rates.Input), CacheRead: read, CacheWrite: written, Output: generated + (output * rates.Output));
    }

    /// <summary>Takes a part out of what is left, which has been charged then: figures may overlap (audio that was cached).</summary>
    private static long Take(ref long left, long part)
    {
        var taken = Math.Clamp(part, 0, Math.Max(0, left));
        left -= taken;
        return taken;
    }
}
