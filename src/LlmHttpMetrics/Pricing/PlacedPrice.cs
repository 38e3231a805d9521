namespace LlmHttpMetrics.Pricing;

/// <summary>A price, and where it is defined.</summary>
/// <param name="Price">The price.</param>
/// <param name="Place">Names the location of one of its settings, for error messages.</param>
internal readonly record struct PlacedPrice(LlmPrice Price, Func<string, string> Place);
