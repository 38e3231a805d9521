using LlmHttpMetrics.Measurement;

namespace LlmHttpMetrics.Pricing;

/// <summary>A price, made ready to be looked up.</summary>
internal sealed class PriceRow
{
    /// <summary>Words for the tier that everybody gets.</summary>
    private static readonly string[] Ordinary = ["default", "standard", "auto", "on_demand", "ondemand"];

    private readonly Wildcard _provider;
    private readonly Wildcard _model;
    private readonly ContextLadder _ladder;
    private readonly (string Name, ContextLadder Ladder)[] _tiers;

    /// <param name="price">A price without faults.</param>
    public PriceRow(LlmPrice price)
    {
        _provider = new(price.Provider);
        _model = new(price.Model);
        _ladder = new ContextLadder(price, price.Above, price.Per);
        _tiers = [.. price.ServiceTiers.Select(tier => (tier.Key, Ladder(price, tier.Value)))];
        Length = (Literals(price.Model), Literals(price.Provider));
        From = Start(price.From) ?? 0;
        Until = Start(price.Until) ?? long.MaxValue;
        Currency = price.Currency;
        Source = price.Source;
    }

    /// <summary>Characters of the patterns besides their stars: the longer is the more particular, the model's first.</summary>
    public (int Model, int Provider) Length { get; }

    /// <summary>The first tick (UTC) of its validity.</summary>
    public long From { get; }

    /// <summary>The first tick (UTC) after its validity.</summary>
    public long Until { get; }

    public string Currency { get; }

    public string Source { get; }

    public bool Fits(string provider, string model) => _model.Fits(model) && _provider.Fits(provider);

    /// <summary>The prices of a call.</summary>
    /// <param name="tier">The tier that was served, where the provider tells.</param>
    /// <param name="input">Its input tokens.</param>
    /// <param name="isOfTier">The tier is priced, or is the one that everybody gets.</param>
    public RateSet Rates(string? tier, long input, out bool isOfTier)
    {
        isOfTier = tier is null || OfTier(tier) is not null || IsOrdinary(tier);
        return Rates(tier, input);
    }

    /// <inheritdoc cref="Rates(string?, long, out bool)"/>
    public RateSet Rates(string? tier, long input) => ((tier is null ? null : OfTier(tier)) ?? _ladder).At(input);

    private ContextLadder? OfTier(string tier)
    {
        foreach (var (name, ladder) in _tiers)
        {
            if (name.Equals(tier, StringComparison.OrdinalIgnoreCase))
            {
                return ladder;
            }
        }

        return null;
    }

    private static bool IsOrdinary(string tier)
    {
        foreach (var word in Ordinary)
        {
            if (word.Equals(tier, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static ContextLadder Ladder(LlmPrice price, LlmTierRates tier) =>
        new(RateKind.Merge(tier, price), tier.Above.Count > 0 || RateKind.HasAny(tier) ? tier.Above : price.Above, price.Per);

    private static long? Start(DateOnly? day) => day?.ToDateTime(TimeOnly.MinValue).Ticks;

    private static int Literals(string pattern) => pattern.Length - pattern.AsSpan().Count('*');
}
