namespace LlmHttpMetrics.Pricing;

/// <summary>The prices of one source, the most specific first. Immutable.</summary>
internal sealed class PriceTable
{
    private readonly PriceRow[] _rows;
    private readonly PriceRow[] _fees;

    /// <param name="name">The name on events: the source of the table, with its date if it has one.</param>
    /// <param name="prices">Validated prices.</param>
    /// <param name="confidence">The confidence in its prices, from 0 to 1.</param>
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

    /// <summary>The price of a model at a time.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="model">The model.</param>
    /// <param name="at">The tick (UTC).</param>
    /// <param name="span">Narrowed to the time in which the answer is the same.</param>
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

    /// <summary>The fees of hosted tools for a model at a time, the most specific for each tool; null if there are none.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="model">The model.</param>
    /// <param name="currency">The currency of the model's price: fees in another currency cannot be added to it.</param>
    /// <param name="at">The tick (UTC).</param>
    /// <param name="span">Narrowed to the time in which the answer is the same.</param>
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
