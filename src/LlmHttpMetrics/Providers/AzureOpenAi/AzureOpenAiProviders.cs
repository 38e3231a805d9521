using LlmHttpMetrics.Providers.Catalogue;
using LlmHttpMetrics.Providers.OpenAi;

namespace LlmHttpMetrics.Providers.AzureOpenAi;

/// <summary>
/// Azure OpenAI has the deployment in the path, or, for the <c>v1</c> paths, the model in the payload:
/// https://learn.microsoft.com/azure/ai-foundry/openai/reference.
/// </summary>
internal static class AzureOpenAiProviders
{
    private const string Name = "azure.ai.openai";
    private const string Deployments = "deployments";

    /// <summary>
    /// Foundry resources: each serves OpenAI's paths, also in its projects and for the agents in them
    /// (https://learn.microsoft.com/azure/ai-foundry/foundry-models/concepts/endpoints). The host of a region serves resources without a custom
    /// name.
    /// </summary>
    private static readonly string[] Foundry = ["*.services.ai.azure.com", "*.cognitiveservices.azure.com", "*.api.cognitive.microsoft.com"];

    private static readonly string[] FoundryPaths =
    [
        "/openai/", "/api/projects/*/openai/", "/api/projects/*/applications/*/protocols/openai/", "/api/projects/*/agents/*/endpoint/protocols/openai/",
    ];

    /// <summary>
    /// The paths of an API that API Management imported from Azure OpenAI, below a prefix of the user's choice:
    /// https://learn.microsoft.com/azure/api-management/azure-openai-api-from-specification.
    /// </summary>
    private static readonly string[] GatewayPaths = ["/deployments/", "/openai/", "/*/deployments/", "/*/openai/", "/*/*/deployments/", "/*/*/openai/"];

    public static readonly Provider[] All =
    [
        new(Name, ["*.openai.azure.com", "*.openai.azure.us", "*.openai.azure.cn"], OpenAiEndpoints.All)
        {
            ModelSegment = Deployments,
        },
        .. FoundryPaths.Select(path => new Provider(Name, Foundry, OpenAiEndpoints.All) { PathStart = path, ModelSegment = Deployments }),
        .. GatewayPaths.Select(path => new Provider(Name, ["*.azure-api.net"], OpenAiEndpoints.All)
        {
            PathStart = path,
            ModelSegment = Deployments,
            NeedsEvidence = true,
            OwnsHosts = false,
        }),
    ];
}
