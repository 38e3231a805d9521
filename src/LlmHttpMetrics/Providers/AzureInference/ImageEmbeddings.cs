using LlmHttpMetrics.Providers.OpenAi;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.AzureInference;

/// <summary>Embeddings of images with text: https://learn.microsoft.com/rest/api/aifoundry/modelinference/get-image-embeddings.</summary>
internal static class ImageEmbeddings
{
    public static readonly WireFormat Format = InputOnlyFormats.Create(InputOnlyFormats.Embeddings.Name, [OpenAiRequest.Input("input[*].text")]);
}
