using LlmHttpMetrics.Providers.Catalogue;
using LlmHttpMetrics.Providers.OpenAi;

namespace LlmHttpMetrics.Providers.Mixedbread;

/// <summary>
/// Mixedbread: https://www.mixedbread.com/api-reference. Embeddings are a superset of OpenAI's; the documents to rank are called input.
/// </summary>
internal static class MixedbreadProviders
{
    public static readonly Provider[] All =
    [
        new("mixedbread", ["api.mixedbread.com", "api.mixedbread.ai"],
        [
            .. OpenAiEndpoints.All,
            new(
                "/reranking",
                Operations.Rerank,
                InputOnlyFormats.Create(InputOnlyFormats.Rerank.Name, [OpenAiRequest.Input("query"), .. OpenAiRequest.Strings("input")])),
        ]),
    ];
}
