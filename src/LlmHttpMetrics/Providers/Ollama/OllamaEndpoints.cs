using LlmHttpMetrics.Providers.Catalogue;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.Ollama;

/// <summary>The endpoints of Ollama's own API, which streams by default: https://docs.ollama.com/api.</summary>
internal static class OllamaEndpoints
{
    public static readonly EndpointRule[] All =
    [
        new("/api/chat", Operations.Chat, OllamaFormats.Generation, RequestEvidence.Model | RequestEvidence.Messages) { Streams = true },
        new("/api/generate", Operations.TextCompletion, OllamaFormats.Generation, RequestEvidence.Model | RequestEvidence.Input) { Streams = true },
        new("/api/embed", Operations.Embeddings, OllamaFormats.Embeddings, RequestEvidence.Model | RequestEvidence.Input),
        new("/api/embeddings", Operations.Embeddings, OllamaFormats.Embeddings, RequestEvidence.Model | RequestEvidence.Input),
    ];
}
