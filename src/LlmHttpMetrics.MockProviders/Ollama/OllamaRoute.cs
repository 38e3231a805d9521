using LlmHttpMetrics.MockProviders.Requests;

namespace LlmHttpMetrics.MockProviders.Ollama;

/// <summary>Ollama's own paths, which generate in streams unless the body says otherwise.</summary>
internal static class OllamaRoute
{
    public static Route? Of(string path) => path switch
    {
        "/api/chat" => new Route(MockProvider.Ollama, MockOperation.Chat) { Streams = true },
        "/api/generate" => new Route(MockProvider.Ollama, MockOperation.TextCompletion) { Streams = true },
        "/api/embed" or "/api/embeddings" => new Route(MockProvider.Ollama, MockOperation.Embeddings),
        _ => null,
    };
}
