using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Pricing;

/// <summary>A price in the form that lookups need.</summary>
internal sealed class PriceRow
{
    private readonly Wildcard _provider;
    private readonly Wildcard _model;
    private readonly PriceVariants _variants;

    /// <param name="price">A validated price.</param>
    public PriceRow(LlmPrice price)
    {
        _provider = new(price.Provider);
        _model = new(price.Model);
        _variants = new PriceVariants(price);
        Length = (Literals(price.Model), Literals(price.Provider));
        Stars = price.Model.AsSpan().Count('*') + price.Provider.AsSpan().Count('*');
        From = Start(price.From) ?? 0;
        Until = Start(price.Until) ?? long.MaxValue;
        Currency = price.Currency;
        Source = price.Source;
        Hours = price.Hours is { } hours ? PriceHours.Parse(hours) : null;
        Tools = price.Tools.Count > 0 ? new ToolFees(price.Tools) : null;
        HasRates = price.Tools.Count == 0 || RateKind.HasAny(price);
    }

    /// <summary>The number of characters in the patterns other than stars: the longer is the more specific, the model's first.</summary>
    public (int Model, int Provider) Length { get; }

    /// <summary>The number of stars in the patterns: of two with the same length, the one with fewer is the more specific.</summary>
    public int Stars { get; }

    /// <summary>The first tick (UTC) of its validity.</summary>
    public long From { get; }

    /// <summary>The first tick (UTC) after its validity.</summary>
    public long Until { get; }

    /// <summary>The hours at which it is valid; null for all.</summary>
    public PriceHours? Hours { get; }

    public string Currency { get; }

    public string Source { get; }

    /// <summary>Fees of hosted tools; null if there are none.</summary>
    public ToolFees? Tools { get; }

    /// <summary>Whether it can price calls; a row that has only fees cannot.</summary>
    public bool HasRates { get; }

    /// <summary>Whether it is valid at a tick.</summary>
    /// <param name="at">The tick (UTC).</param>
    /// <param name="span">Narrowed to the time in which the answer is the same.</param>
    public bool Holds(long at, ref Validity span)
    {
        span.Narrow(From, at);
        span.Narrow(Until, at);
        Hours?.Narrow(ref span, at);
        return at >= From && at < Until && Hours?.Holds(at) != false;
    }

    public bool Fits(string provider, string model) => _model.Fits(model) && _provider.Fits(provider);

    /// <inheritdoc cref="PriceVariants.At"/>
    public RateSet Rates(in ServedAs served, long input, out CostDoubts doubts) => _variants.At(served, input, out doubts);

    private static long? Start(DateOnly? day) => day?.ToDateTime(TimeOnly.MinValue).Ticks;

    private static int Literals(string pattern) => pattern.Length - pattern.AsSpan().Count('*');
}
