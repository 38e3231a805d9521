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
            parts = OfTokens(usage, rates, request);
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

    private static CostParts OfTokens(in Usage usage, RateSet rates, decimal request)
    {
        Amount sent = default, read = default, written = default, received = default;
        var input = (usage.Input ?? 0) + usage.ToolUseInput;
        var fromCache = read.Charge(ref input, usage.CacheRead, rates.CacheRead);
        var other = input;
        var writtenElse = usage.CacheWrite;
        writtenElse -= written.Charge(ref input, usage.CacheWrite5m, rates.CacheWrite5m);
        writtenElse -= written.Charge(ref input, usage.CacheWrite1h, rates.CacheWrite1h);
        written.Charge(ref input, writtenElse, rates.CacheWrite);
        var intoCache = other - input;
        sent.Charge(ref input, usage.InputAudio, rates.InputAudio);
        sent.Charge(ref input, usage.InputImage, rates.InputImage);
        sent.Charge(ref input, input, rates.Input);
        var output = usage.Output ?? 0;
        received.Charge(ref output, usage.Reasoning, rates.Reasoning);
        received.Charge(ref output, usage.OutputAudio, rates.OutputAudio);
        received.Charge(ref output, usage.OutputImage, rates.OutputImage);
        received.Charge(ref output, output, rates.Output);
        return new CostParts(Input: sent.Sum, CacheRead: read.Sum, CacheWrite: written.Sum, Output: received.Sum, Request: request)
        {
            CacheSavings = fromCache > 0 ? Math.Max(0, fromCache * (rates.Input - rates.CacheRead)) : 0,
            CacheWritePremium = intoCache > 0 ? Math.Max(0, written.Sum - (intoCache * rates.Input)) : 0,
        };
    }

    /// <summary>The amount of one part of a cost. Most calls have few kinds of tokens, and adding nothing to nothing is what decimals are slow at.</summary>
    private struct Amount
    {
        private bool _isAny;

        public decimal Sum { get; private set; }

        /// <summary>Charges tokens out of what is left, which have been charged then: figures may overlap (audio that was cached).</summary>
        public long Charge(ref long left, long tokens, decimal rate)
        {
            var taken = Math.Min(tokens, left);
            if (taken <= 0)
            {
                return 0;
            }

            left -= taken;
            Sum = _isAny ? Sum + (taken * rate) : taken * rate;
            _isAny = true;
            return taken;
        }
    }
}
