using LlmHttpMetrics.Providers.Catalogue;
using LlmHttpMetrics.Providers.OpenAi;

namespace LlmHttpMetrics.Providers.Perplexity;

/// <summary>
/// Perplexity's endpoints: OpenAI's, and the Agent API, which has the form of Responses: https://docs.perplexity.ai/docs/agent-api.
/// </summary>
internal static class PerplexityEndpoints
{
    public static readonly EndpointRule[] All =
    [
        .. OpenAiEndpoints.All,
        new("/v1/agent", Operations.Chat, Responses.Format) { StoredIn = "agent" },
    ];
}
