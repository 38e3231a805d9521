namespace LlmHttpMetrics.Pricing;

/// <summary>The facts about a call, besides its tokens, that its price depends on.</summary>
/// <param name="Provider">The provider.</param>
/// <param name="RequestModel">The requested model, if it is known.</param>
/// <param name="ResponseModel">The model that answered, if it is known.</param>
/// <param name="At">When the call was made, in ticks (UTC).</param>
internal readonly record struct PricedModel(string Provider, string? RequestModel, string? ResponseModel, long At);
