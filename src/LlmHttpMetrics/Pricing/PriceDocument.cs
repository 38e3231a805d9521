namespace LlmHttpMetrics.Pricing;

/// <summary>A price table that was read from a file.</summary>
/// <param name="Date">The day it was made, if the file contains it.</param>
/// <param name="Prices">Its prices, and where they are defined.</param>
internal sealed record PriceDocument(DateOnly? Date, IReadOnlyList<PlacedPrice> Prices);
