namespace LlmHttpMetrics.Pricing;

/// <summary>The price table that is part of the package.</summary>
internal static class EmbeddedPrices
{
    /// <summary>List prices of the day the table was made: they may have changed since, and the user's prices may be different.</summary>
    private const double Confidence = 0.95;

    private const string Resource = "LlmHttpMetrics.Pricing.prices.json";

    private static readonly Lazy<FixedPrices> Loaded = new(Load);

    /// <summary>The table, loaded on first use.</summary>
    public static FixedPrices Layer => Loaded.Value;

    private static FixedPrices Load()
    {
        using var stream = typeof(EmbeddedPrices).Assembly.GetManifestResourceStream(Resource)!;
        var utf8 = new byte[stream.Length];
        stream.ReadExactly(utf8);
        PriceErrors errors = new();
        var document = PriceReader.Read(utf8, "prices.json", errors);
        return errors.Any
            ? throw new PriceFormatException(errors)
            : new FixedPrices(new PriceTable($"embedded {document.Date:yyyy-MM-dd}", document.Prices.Select(placed => placed.Price), Confidence));
    }
}
