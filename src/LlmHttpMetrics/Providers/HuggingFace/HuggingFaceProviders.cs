using LlmHttpMetrics.Providers.Catalogue;
using LlmHttpMetrics.Providers.OpenAi;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.HuggingFace;

/// <summary>
/// Hugging Face's router, its dedicated endpoints and its older inference API. If a path does not show the operation, only a limit of new tokens
/// shows that the model generates text.
/// </summary>
internal static class HuggingFaceProviders
{
    private const RequestEvidence Generates = RequestEvidence.Input | RequestEvidence.Limit;

    private static readonly EndpointRule[] TextGenerationInference =
    [
        new("/generate", Operations.TextCompletion, TextGeneration.Format),
        new("/generate_stream", Operations.TextCompletion, TextGeneration.Format) { Streams = true },
        new("/", Operations.TextCompletion, TextGeneration.Format, Generates) { IsShared = true },
    ];

    public static readonly Provider[] All =
    [
        new("huggingface", ["router.huggingface.co", "api-inference.huggingface.co"],
        [
            .. OpenAiEndpoints.All,
            new("/models/{*}", Operations.TextCompletion, TextGeneration.Format, Generates) { IsShared = true },
        ]),
        new("huggingface", ["*.endpoints.huggingface.cloud"], [.. OpenAiEndpoints.All, .. TextGenerationInference]),
    ];
}
