namespace LlmHttpMetrics.Pricing;

/// <summary>Prices of one origin, the most particular first. It does not change.</summary>
internal sealed class PriceTable
{
    private readonly PriceRow[] _rows;

    /// <param name="name">What stands on events: where the table comes from, and its date where it has one.</param>
    /// <param name="prices">Prices without faults.</param>
    /// <param name="confidence">How far its prices may be trusted, from 0 to 1.</param>
    public PriceTable(string name, IEnumerable<LlmPrice> prices, double confidence = 1)
    {
        Name = name;
        Confidence = confidence;
        _rows = [.. prices.Select(price => new PriceRow(price)).OrderByDescending(row => row.Length)];
    }

    public string Name { get; }

    public double Confidence { get; }

    /// <summary>The price of a model on a day.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="model">The model.</param>
    /// <param name="at">The tick (UTC).</param>
    /// <param name="span">Is narrowed to the time for which the answer is the same.</param>
    public PriceRow? Find(string provider, string model, long at, ref Validity span)
    {
        foreach (var row in _rows)
        {
            if (!row.Fits(provider, model))
            {
                continue;
            }

            span.Narrow(row.From, at);
            span.Narrow(row.Until, at);
            if (at >= row.From && at < row.Until)
            {
                return row;
            }
        }

        return null;
    }
}
