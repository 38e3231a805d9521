using LlmHttpMetrics.Providers.Catalogue;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.Cohere;

/// <summary>The endpoints of both versions of Cohere's API.</summary>
internal static class CohereEndpoints
{
    public static readonly EndpointRule[] All =
    [
        new("/v1/chat", Operations.Chat, ChatV1.Chat),
        new("/v1/generate", Operations.TextCompletion, ChatV1.Generate),
        new("/v1/embed", Operations.Embeddings, ChatV1.Embed),
        new("/v1/rerank", Operations.Rerank, ChatV1.Rerank),
        new("/v2/chat", Operations.Chat, ChatV2.Format, RequestEvidence.Model | RequestEvidence.Messages),
        new("/v2/embed", Operations.Embeddings, ChatV2.Embed, RequestEvidence.Model | RequestEvidence.Input),
        new("/v2/rerank", Operations.Rerank, ChatV2.Rerank),
    ];
}
