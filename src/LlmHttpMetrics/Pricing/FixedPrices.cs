namespace LlmHttpMetrics.Pricing;

/// <summary>Prices that do not change while they are used.</summary>
internal sealed class FixedPrices(PriceTable table) : IPriceLayer
{
    public PriceTable Table => table;
}
