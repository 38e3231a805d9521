namespace LlmHttpMetrics.Pricing;

/// <summary>The cached result of a recent lookup.</summary>
/// <param name="Provider">The provider.</param>
/// <param name="RequestModel">The requested model, if it is known.</param>
/// <param name="ResponseModel">The model that answered, if it is known.</param>
/// <param name="Span">The time in which the result is valid.</param>
/// <param name="Price">The price; null if there is none.</param>
internal sealed record RecentPrice(string Provider, string? RequestModel, string? ResponseModel, Validity Span, FoundPrice? Price)
{
    public bool IsOf(in PricedModel model) =>
        ResponseModel == model.ResponseModel && RequestModel == model.RequestModel && Provider == model.Provider;
}
