using LlmHttpMetrics.Providers.Catalogue;
using LlmHttpMetrics.Providers.OpenAi;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.Voyage;

/// <summary>Voyage AI: https://docs.voyageai.com/reference. All its endpoints report only a total.</summary>
internal static class VoyageProviders
{
    private static readonly WireFormat Embeddings = InputOnlyFormats.Create(
        InputOnlyFormats.Embeddings.Name,
        [OpenAiRequest.Input("inputs[*][*]"), OpenAiRequest.Input("inputs[*].content[*].text")]);

    public static readonly Provider[] All =
    [
        new("voyageai", ["api.voyageai.com", "ai.mongodb.com"],
        [
            .. OpenAiEndpoints.All,
            new("/multimodalembeddings", Operations.Embeddings, Embeddings),
            new("/contextualizedembeddings", Operations.Embeddings, Embeddings),
        ]),
    ];
}
