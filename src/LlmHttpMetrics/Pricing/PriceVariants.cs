using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Pricing;

/// <summary>The prices of a model by how an answer was served: the regular ones, those of tiers and of speeds, each in each region.</summary>
internal sealed class PriceVariants
{
    /// <summary>Names of the regular tier.</summary>
    private static readonly string[] OrdinaryTiers = ["default", "standard", "auto", "on_demand", "on-demand", "ondemand"];

    private static readonly string[] OrdinarySpeeds = ["standard", "default"];

    /// <summary>Names of the regular region, for models that are served in any region.</summary>
    private static readonly string[] OrdinaryRegions = ["global", "default"];

    /// <summary>Values that mean that the region is not reported.</summary>
    private static readonly string[] NoRegion = ["not_available", ""];

    /// <summary>Matches every region that is not listed.</summary>
    private const string AnyRegion = "*";

    private readonly string[] _regions;
    private readonly ContextLadder[] _usual;
    private readonly (string Name, ContextLadder[] Ladders)[] _tiers;
    private readonly (string Name, ContextLadder[] Ladders)[] _speeds;

    public PriceVariants(LlmPrice price)
    {
        _regions = [.. price.Regions.Keys];
        decimal[] factors = [1, .. price.Regions.Values];
        _usual = [.. factors.Select(factor => new ContextLadder(price, price.Above, price.Per, factor))];
        _tiers = [.. price.ServiceTiers.Select(tier => (tier.Key, Ladders(price, tier.Value, factors)))];
        _speeds = [.. price.Speeds.Select(speed => (speed.Key, Ladders(price, speed.Value, factors)))];
    }

    /// <summary>Gets the prices of a call.</summary>
    /// <param name="served">How it was served.</param>
    /// <param name="input">Its input tokens.</param>
    /// <param name="doubts">The parts of that without a price.</param>
    public RateSet At(in ServedAs served, long input, out CostDoubts doubts)
    {
        doubts = CostDoubts.None;
        var ladders = _usual;
        if (served.Speed is { } speed && !Is(OrdinarySpeeds, speed))
        {
            ladders = Find(_speeds, speed) ?? _usual;
            doubts |= ladders == _usual ? CostDoubts.Speed : CostDoubts.None;
        }

        if (served.Tier is { } tier)
        {
            var ofTier = Find(_tiers, tier);

            // There is no price for a combination of tier and speed; the speed is the more expensive of the two.
            doubts |= (ofTier is null || ladders != _usual) && !Is(OrdinaryTiers, tier) ? CostDoubts.Tier : CostDoubts.None;
            ladders = ladders == _usual ? ofTier ?? _usual : ladders;
        }

        return ladders[Region(served, ref doubts)].At(input);
    }

    /// <summary>
    /// A region in the answer takes precedence over the location in the URL, unless it has no value; if there is no price, only the former is a
    /// doubt.
    /// </summary>
    private int Region(in ServedAs served, ref CostDoubts doubts)
    {
        var reported = served.Region is { } word && Is(NoRegion, word) ? null : served.Region;
        if ((reported ?? served.Location) is not { } region || Is(OrdinaryRegions, region))
        {
            return 0;
        }

        var index = IndexOf(region) is var named and >= 0 ? named : IndexOf(AnyRegion);
        doubts |= index < 0 && reported is not null ? CostDoubts.Region : CostDoubts.None;
        return index + 1;
    }

    private int IndexOf(string region)
    {
        for (var i = 0; i < _regions.Length; i++)
        {
            if (_regions[i].Equals(region, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return -1;
    }

    private static ContextLadder[]? Find((string Name, ContextLadder[] Ladders)[] variants, string name)
    {
        foreach (var variant in variants)
        {
            if (variant.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return variant.Ladders;
            }
        }

        return null;
    }

    private static bool Is(string[] words, string word)
    {
        foreach (var known in words)
        {
            if (known.Equals(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static ContextLadder[] Ladders(LlmPrice price, LlmTierRates variant, decimal[] factors)
    {
        var rates = RateKind.Merge(variant, price);
        var above = variant.Above.Count > 0 || RateKind.HasAny(variant) ? variant.Above : price.Above;
        return [.. factors.Select(factor => new ContextLadder(rates, above, price.Per, factor))];
    }
}
