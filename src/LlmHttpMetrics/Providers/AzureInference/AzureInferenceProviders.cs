using LlmHttpMetrics.Providers.Anthropic;
using LlmHttpMetrics.Providers.Catalogue;
using LlmHttpMetrics.Providers.Cohere;
using LlmHttpMetrics.Providers.OpenAi;

namespace LlmHttpMetrics.Providers.AzureInference;

/// <summary>
/// Azure AI's inference API, and the models' own APIs that it serves as well: https://learn.microsoft.com/rest/api/aifoundry/modelinference.
/// </summary>
internal static class AzureInferenceProviders
{
    private static readonly EndpointRule[] Endpoints =
    [
        .. OpenAiEndpoints.All,
        .. AnthropicEndpoints.All,
        .. CohereEndpoints.All,
        new("/images/embeddings", Operations.Embeddings, ImageEmbeddings.Format),
    ];

    public static readonly Provider[] All =
    [
        new("azure.ai.inference", ["*.services.ai.azure.com", "*.models.ai.azure.com", "*.inference.ai.azure.com", "models.inference.ai.azure.com"], Endpoints),
        .. ((string[])["/models/", "/anthropic/"]).Select(path =>
            new Provider("azure.ai.inference", ["*.cognitiveservices.azure.com", "*.api.cognitive.microsoft.com"], Endpoints) { PathStart = path }),
    ];
}
