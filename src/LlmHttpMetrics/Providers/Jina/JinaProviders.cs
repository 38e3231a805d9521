using LlmHttpMetrics.Providers.Catalogue;
using LlmHttpMetrics.Providers.OpenAi;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.Jina;

/// <summary>Jina AI: https://api.jina.ai/redoc. Texts are strings or members of objects.</summary>
internal static class JinaProviders
{
    private static readonly WireFormat Embeddings = InputOnlyFormats.Create(
        InputOnlyFormats.Embeddings.Name,
        [.. OpenAiRequest.Strings("input"), OpenAiRequest.Input("input.text"), OpenAiRequest.Input("input[*].text")]);

    public static readonly Provider[] All =
    [
        new("jina", ["api.jina.ai", "deepsearch.jina.ai"],
        [
            .. OpenAiEndpoints.All,
            new("/v1/embeddings", Operations.Embeddings, Embeddings),
            new("/v1/multi-vector", Operations.Embeddings, Embeddings),
        ]),
    ];
}
