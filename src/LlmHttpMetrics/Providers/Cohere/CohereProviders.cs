using LlmHttpMetrics.Providers.Catalogue;
using LlmHttpMetrics.Providers.OpenAi;

namespace LlmHttpMetrics.Providers.Cohere;

/// <summary>Cohere, which also serves OpenAI's API: https://docs.cohere.com/docs/compatibility-api.</summary>
internal static class CohereProviders
{
    public static readonly Provider[] All =
    [
        new("cohere", ["api.cohere.com", "api.cohere.ai", "*.api.cohere.com"], [.. CohereEndpoints.All, .. OpenAiEndpoints.All]),
    ];
}
