namespace LlmHttpMetrics.Pricing;

/// <summary>A table of prices as it stood in a file.</summary>
/// <param name="Date">The day it was made, where it tells.</param>
/// <param name="Prices">Its prices, and where they stand.</param>
internal sealed record PriceDocument(DateOnly? Date, IReadOnlyList<PlacedPrice> Prices);
