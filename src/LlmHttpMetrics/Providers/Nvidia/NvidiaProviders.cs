using LlmHttpMetrics.Json;
using LlmHttpMetrics.Providers.Catalogue;
using LlmHttpMetrics.Providers.OpenAi;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.Nvidia;

/// <summary>NVIDIA's retrieval models: https://docs.nvidia.com/nim/nemo-retriever/text-reranking/latest/using-reranking.html.</summary>
internal static class NvidiaProviders
{
    private static readonly WireFormat Ranking = InputOnlyFormats.Create(
        "nvidia.ranking",
        [
            OpenAiRequest.Input("query.text"),
            new("passages", FieldAction.Evidence, (byte)RequestEvidence.Documents),
            OpenAiRequest.Input("passages[*].text"),
        ]);

    public static readonly Provider[] All =
    [
        new("nvidia", ["ai.api.nvidia.com"],
        [
            .. OpenAiEndpoints.All,
            new("/reranking", Operations.Rerank, Ranking),
            new("/ranking", Operations.Rerank, Ranking),
        ]),
    ];
}
