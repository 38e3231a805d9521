namespace LlmHttpMetrics.Pricing;

/// <summary>What of a call decides on its price besides its tokens.</summary>
/// <param name="Provider">The provider.</param>
/// <param name="RequestModel">The model asked for, where it is known.</param>
/// <param name="ResponseModel">The model that answered, where it is known.</param>
/// <param name="At">When the call was made, in ticks (UTC).</param>
internal readonly record struct PricedModel(string Provider, string? RequestModel, string? ResponseModel, long At);
