namespace LlmHttpMetrics.Pricing;

/// <summary>What the table says of a model that was asked for lately.</summary>
/// <param name="Provider">The provider.</param>
/// <param name="RequestModel">The model asked for, where it is known.</param>
/// <param name="ResponseModel">The model that answered, where it is known.</param>
/// <param name="Span">For which time.</param>
/// <param name="Price">Its price; null where it has none.</param>
internal sealed record RecentPrice(string Provider, string? RequestModel, string? ResponseModel, Validity Span, FoundPrice? Price)
{
    public bool IsOf(in PricedModel model) =>
        ResponseModel == model.ResponseModel && RequestModel == model.RequestModel && Provider == model.Provider;
}
