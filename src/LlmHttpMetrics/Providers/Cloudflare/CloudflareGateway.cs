using LlmHttpMetrics.Providers.Anthropic;
using LlmHttpMetrics.Providers.AwsBedrock;
using LlmHttpMetrics.Providers.Catalogue;
using LlmHttpMetrics.Providers.Cohere;
using LlmHttpMetrics.Providers.Google;
using LlmHttpMetrics.Providers.OpenAi;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.Cloudflare;

/// <summary>
/// Cloudflare's AI Gateway has the provider in its path, followed by the provider's own path without a leading version:
/// https://developers.cloudflare.com/ai-gateway/usage/providers/. Calls that are not for one provider have the gateway's own name.
/// </summary>
internal static class CloudflareGateway
{
    private const string Host = "gateway.ai.cloudflare.com";

    /// <summary>
    /// Resource and deployment come before the operation: https://developers.cloudflare.com/ai-gateway/usage/providers/azureopenai/.
    /// </summary>
    private static readonly EndpointRule[] Azure =
    [
        .. OpenAiEndpoints.All,
        .. OpenAiEndpoints.All.Select(rule => rule with { Template = new PathTemplate("/azure-openai/*/{model}" + rule.PathEnd) }),
    ];

    public static readonly Provider[] All =
    [
        Row("openai", "openai", OpenAiEndpoints.All),
        Row("anthropic", "anthropic", AnthropicEndpoints.All),
        Row("google-ai-studio", "gcp.gemini", [.. GeminiEndpoints.All, .. OpenAiEndpoints.All]),
        Row("google-vertex-ai", "gcp.vertex_ai", [.. VertexEndpoints.All, .. OpenAiEndpoints.All]),
        Row("azure-openai", "azure.ai.openai", Azure),
        Row("aws-bedrock", "aws.bedrock", AwsBedrockProviders.Endpoints) with { ModelSegment = "model" },
        Row(
            "workers-ai",
            "cloudflare",
            [.. OpenAiEndpoints.All, new("/workers-ai/{@*}", Operations.Chat, WorkersAi.Format, RequestEvidence.Input) { IsShared = true }]),
        Row("groq", "groq", OpenAiEndpoints.All),
        Row("mistral", "mistral_ai", OpenAiEndpoints.All),
        Row("cohere", "cohere", CohereEndpoints.All),
        Row("perplexity-ai", "perplexity", OpenAiEndpoints.All),
        Row("deepseek", "deepseek", OpenAiEndpoints.All),
        Row("grok", "x_ai", OpenAiEndpoints.All),
        Row("openrouter", "openrouter", OpenAiEndpoints.All),
        Row("huggingface", "huggingface", OpenAiEndpoints.All),
        Row("cerebras", "cerebras", OpenAiEndpoints.All),
        Row("baseten", "baseten", OpenAiEndpoints.All),
        Row("replicate", "replicate", [new("/predictions", Operations.Prediction, Replicate.Predictions.Format) { StoredIn = "predictions" }]),
        new("cloudflare", [Host], OpenAiEndpoints.All),
    ];

    private static Provider Row(string slug, string name, EndpointRule[] endpoints) => new(name, [Host], endpoints) { PathStart = $"/v1/*/*/{slug}/" };
}
