namespace LlmHttpMetrics.Pricing;

/// <summary>One source of prices, whose table may be replaced at any time.</summary>
internal interface IPriceLayer
{
    /// <summary>The current prices.</summary>
    PriceTable Table { get; }
}
