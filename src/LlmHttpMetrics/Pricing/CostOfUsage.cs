
namespace LlmHttpMetrics.Pricing;

/// <summary>Calculates the cost of usage. Every token is charged once, by the most specific kind it belongs to.</summary>
internal static class CostOfUsage
{
    /// <summary>Confidence factor of a doubt: something that the answer reports and that has no price may halve or double its cost.</summary>
    private const double Doubtful = 0.5;

    /// <summary>Prices usage; false if the price does not cover the usage that is known.</summary>
    public static bool TryPrice(Usage usage, FoundPrice price, out Cost cost)
    {
        var rates = price.Row.Rates(usage.Served, usage.WholeInput, out var doubts);
        if (Method(usage, rates) is not { } method)
        {
            cost = default;
            return false;
        }

        // Characters and requests are counted here, and exactly.
        var isOfTokens = method == LlmCostMethods.TokenBased;
        doubts |= (price.IsOfAnother ? CostDoubts.AnotherModel : CostDoubts.None)
            | (isOfTokens && usage.CachedAudio > 0 && rates.LacksCachedAudio ? CostDoubts.CachedAudio : CostDoubts.None)
            | (isOfTokens && usage.CacheWrite1h > 0 && rates.LacksCacheWrite1h ? CostDoubts.CacheLifetime : CostDoubts.None);
        var tools = OfTools(usage, price, out var areToolsKnown);
        doubts |= areToolsKnown ? CostDoubts.None : CostDoubts.Tool;
        var confidence = (isOfTokens ? usage.Confidence : 1) * price.Table.Confidence * Confidence(doubts);
        doubts |= isOfTokens ? usage.Doubts : CostDoubts.None;
        var amount = Parts(usage, method, rates).Sum;
        cost = new Cost(CostParts.Plus(amount, tools), method, confidence, price, rates, doubts);
        return true;
    }

    /// <summary>The confidence factor of a cost with doubts; each doubt halves it.</summary>
    public static double Confidence(CostDoubts doubts)
    {
        var confidence = 1.0;
        for (var left = (int)doubts; left != 0; left &= left - 1)
        {
            confidence *= Doubtful;
        }

        return confidence;
    }

    /// <summary>The parts of the cost of usage; empty for the cost that the provider reported.</summary>
    public static CostParts Parts(Usage usage, in Cost cost) =>
        cost.Breakdown is { } breakdown ? breakdown.Parts
        : cost is { Rates: { } rates, Price: { } price } ? Parts(usage, cost.Method, rates) with { Tools = OfTools(usage, price, out _) }
        : default;

    /// <summary>The fees of the tools that the provider ran; they are charged only if it answered the request.</summary>
    private static decimal OfTools(Usage usage, FoundPrice price, out bool isKnown)
    {
        isKnown = true;
        if (usage is not { IsServed: true, Tools: { IsAny: true } tools })
        {
            return 0;
        }

        isKnown = price.Tools is not null;
        return price.Tools?.Cost(tools, out isKnown) ?? 0;
    }

    /// <summary>How much more the input read from a cache would have cost without it; not part of the cost.</summary>
    public static decimal CacheSavings(Usage usage, RateSet rates)
    {
        var read = Math.Min(usage.CacheRead, usage.WholeInput);
        if (read <= 0)
        {
            return 0;
        }

        var audio = Math.Min(usage.CachedAudio, read);
        return ((read - audio) * rates.CacheReadSavings) + (audio > 0 ? audio * Math.Max(0, rates.InputAudio - rates.CacheReadAudio) : 0);
    }

    /// <summary>How much less the input written to a cache would have cost without it; part of the cost.</summary>
    public static decimal CacheWritePremium(Usage usage, RateSet rates)
    {
        var input = usage.WholeInput;
        input -= Math.Max(0, Math.Min(usage.CacheRead, input));
        var other = input;
        var written = OfWrites(usage, rates, ref input);
        return other - input is > 0 and var tokens ? Math.Max(0, written - (tokens * rates.Input)) : 0;
    }

    private static string? Method(Usage usage, RateSet rates) =>
        usage.HasTokens && rates.PricesTokens ? LlmCostMethods.TokenBased
        : !usage.IsServed ? null
        : rates.Characters is not null && usage.Characters > 0 ? LlmCostMethods.CapacityBased
        : rates is { PricesTokens: false, Characters: null, Request: not null } ? LlmCostMethods.RequestBased
        : null;

    private static CostParts Parts(Usage usage, string method, RateSet rates) => method switch
    {
        LlmCostMethods.TokenBased => OfTokens(usage, rates),
        LlmCostMethods.CapacityBased => new CostParts(Characters: usage.Characters * (rates.Characters ?? 0), Request: rates.Request ?? 0),
        _ => new CostParts(Request: rates.Request ?? 0),
    };

    private static CostParts OfTokens(Usage usage, RateSet rates)
    {
        Amount sent = default, read = default, received = default;
        var input = usage.WholeInput;
        var cached = Math.Min(usage.CacheRead, input);
        input -= Math.Max(0, cached);
        read.Charge(ref cached, usage.CachedAudio, rates.CacheReadAudio);
        read.Charge(ref cached, cached, rates.CacheRead);
        var written = OfWrites(usage, rates, ref input);

        // Cached input may include audio and images.
        sent.Charge(ref input, usage.InputAudio - usage.CachedAudio, rates.InputAudio);
        sent.Charge(ref input, usage.InputImage - usage.CachedImage, rates.InputImage);
        sent.Charge(ref input, input, rates.Input);
        var output = usage.Output ?? 0;
        received.Charge(ref output, usage.Reasoning, rates.Reasoning);
        received.Charge(ref output, usage.OutputAudio, rates.OutputAudio);
        received.Charge(ref output, usage.OutputImage, rates.OutputImage);
        received.Charge(ref output, output, rates.Output);
        return new CostParts(Input: sent.Sum, CacheRead: read.Sum, CacheWrite: written, Output: received.Sum, Request: rates.Request ?? 0);
    }

    /// <summary>Charges the tokens that were written to a cache, out of the input that was not read from one.</summary>
    private static decimal OfWrites(Usage usage, RateSet rates, ref long input)
    {
        Amount written = default;
        var writtenElse = usage.CacheWrite;
        writtenElse -= written.Charge(ref input, usage.CacheWrite5m, rates.CacheWrite5m);
        writtenElse -= written.Charge(ref input, usage.CacheWrite1h, rates.CacheWrite1h);
        written.Charge(ref input, writtenElse, rates.CacheWrite);
        return written.Sum;
    }

    /// <summary>The amount of one part of a cost. Most calls have few kinds of tokens, and additions of zero are what makes decimals slow.</summary>
    private struct Amount
    {
        private bool _isAny;

        public decimal Sum { get; private set; }

        /// <summary>Charges tokens out of the remaining ones, and removes them from those: figures may overlap (cached audio).</summary>
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
