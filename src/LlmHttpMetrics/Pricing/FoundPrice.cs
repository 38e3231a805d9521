namespace LlmHttpMetrics.Pricing;

/// <summary>A price, and the table that contains it.</summary>
/// <param name="Row">The price.</param>
/// <param name="Table">The table.</param>
/// <param name="IsOfAnother">It is the price of the requested model, because the model that answered has none.</param>
internal sealed record FoundPrice(PriceRow Row, PriceTable Table, bool IsOfAnother = false)
{
    /// <summary>The fees of the provider's own tools; null if none is known.</summary>
    public ToolFees? Tools { get; init; } = Row.Tools;
}
