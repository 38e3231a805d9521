using LlmHttpMetrics.MockProviders.Requests;

namespace LlmHttpMetrics.MockProviders.Cohere;

/// <summary>The paths of Cohere's API version 2.</summary>
internal static class CohereRoute
{
    public static Route? Of(string path) => path switch
    {
        "/v2/chat" => new(MockProvider.Cohere, MockOperation.Chat),
        "/v2/embed" => new(MockProvider.Cohere, MockOperation.Embeddings),
        "/v2/rerank" => new(MockProvider.Cohere, MockOperation.Rerank),
        _ => null,
    };
}
