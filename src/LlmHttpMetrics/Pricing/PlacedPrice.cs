namespace LlmHttpMetrics.Pricing;

/// <summary>A price, and where it was found.</summary>
/// <param name="Price">The price.</param>
/// <param name="Place">Names the place of one of its settings, for errors.</param>
internal readonly record struct PlacedPrice(LlmPrice Price, Func<string, string> Place);
