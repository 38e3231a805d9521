namespace LlmHttpMetrics.Pricing;

/// <summary>Prices of one origin, the most particular first. It does not change.</summary>
internal sealed class PriceTable
{
    private readonly PriceRow[] _rows;
    private readonly PriceRow[] _fees;

    /// <param name="name">What stands on events: where the table comes from, and its date where it has one.</param>
    /// <param name="prices">Prices without faults.</param>
    /// <param name="confidence">How far its prices may be trusted, from 0 to 1.</param>
    public PriceTable(string name, IEnumerable<LlmPrice> prices, double confidence = 1)
    {
        Name = name;
        Confidence = confidence;
        _rows = [.. prices.Select(price => new PriceRow(price))
            .OrderByDescending(row => row.Length).ThenBy(row => row.Stars).ThenByDescending(row => row.Hours is not null)];
        _fees = [.. _rows.Where(row => row.Tools is not null)];
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
            if (!row.HasRates || !row.Fits(provider, model))
            {
                continue;
            }

            if (row.Holds(at, ref span))
            {
                return row;
            }
        }

        return null;
    }

    /// <summary>The fees of hosted tools for a model on a day, the most particular of each tool; null where there are none.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="model">The model.</param>
    /// <param name="currency">The currency of the model's price: what is asked for in another cannot be added to it.</param>
    /// <param name="at">The tick (UTC).</param>
    /// <param name="span">Is narrowed to the time for which the answer is the same.</param>
    public ToolFees? Fees(string provider, string model, string currency, long at, ref Validity span)
    {
        ToolFees? fees = null;
        foreach (var row in _fees)
        {
            if (row.Fits(provider, model) && row.Currency == currency && row.Holds(at, ref span))
            {
                fees = fees?.Over(row.Tools) ?? row.Tools;
            }
        }

        return fees;
    }
}
