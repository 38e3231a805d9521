namespace LlmHttpMetrics.Pricing;

/// <summary>One origin of prices, whose table may be replaced at any time.</summary>
internal interface IPriceLayer
{
    /// <summary>The prices as they stand.</summary>
    PriceTable Table { get; }
}
