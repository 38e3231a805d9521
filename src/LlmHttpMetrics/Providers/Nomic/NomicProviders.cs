using LlmHttpMetrics.Providers.Catalogue;
using LlmHttpMetrics.Providers.OpenAi;

namespace LlmHttpMetrics.Providers.Nomic;

/// <summary>Nomic's embeddings: https://docs.nomic.ai/atlas/embeddings-and-retrieval/embeddings.</summary>
internal static class NomicProviders
{
    public static readonly Provider[] All =
    [
        new("nomic", ["api-atlas.nomic.ai"],
        [
            new("/v1/embedding/text", Operations.Embeddings, InputOnlyFormats.Create(InputOnlyFormats.Embeddings.Name, OpenAiRequest.Strings("texts"))),
        ]),
    ];
}
