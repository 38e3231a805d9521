using LlmHttpMetrics.Identification;
using LlmHttpMetrics.Providers.OpenAi;

namespace LlmHttpMetrics.Providers.AzureOpenAi;

/// <summary>
/// Azure OpenAI names the deployment in the path, or the model in the payload of the <c>v1</c> paths:
/// https://learn.microsoft.com/azure/ai-foundry/openai/reference.
/// </summary>
internal static class AzureOpenAiProviders
{
    public static readonly Provider[] All =
    [
        new("azure.ai.openai", ["*.openai.azure.com", "*.openai.azure.us", "*.openai.azure.cn"], OpenAiEndpoints.All)
        {
            ModelSegment = "deployments",
        },
        new("azure.ai.openai", ["*.services.ai.azure.com", "*.cognitiveservices.azure.com"], OpenAiEndpoints.All) { PathStart = "/openai/", ModelSegment = "deployments" },
    ];
}
