namespace LlmHttpMetrics.Pricing;

/// <summary>A price, and the table it stands in.</summary>
/// <param name="Row">The price.</param>
/// <param name="Table">The table.</param>
/// <param name="IsOfAnother">It is that of the model asked for, where another one answered which has none.</param>
internal sealed record FoundPrice(PriceRow Row, PriceTable Table, bool IsOfAnother = false)
{
    /// <summary>What the tools cost that the provider runs; null where that is not known of any.</summary>
    public ToolFees? Tools { get; init; } = Row.Tools;
}
