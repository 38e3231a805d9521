using LlmHttpMetrics.Providers.Anthropic;
using LlmHttpMetrics.Providers.Catalogue;
using LlmHttpMetrics.Providers.OpenAi;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.Google;

/// <summary>
/// The endpoints of Vertex AI: https://cloud.google.com/vertex-ai/generative-ai/docs/reference/rest and, for partner models,
/// https://cloud.google.com/vertex-ai/generative-ai/docs/partner-models/use-partner-models. The publisher of the model decides the form of a raw
/// prediction.
/// </summary>
internal static class VertexEndpoints
{
    private const string GoogleModels = "/publishers/google/models/";

    public static readonly EndpointRule[] All =
    [
        new(":generateContent", Operations.GenerateContent, GenerateContent.Vertex),
        new(":streamGenerateContent", Operations.GenerateContent, GenerateContent.Vertex) { Streams = true },
        new(":embedContent", Operations.Embeddings, EmbedContent.Format),
        new(":predict", Operations.Embeddings, Predict.Embeddings) { PathPart = GoogleModels },
        new(":predict", Operations.ImageGeneration, Predict.Images) { PathPart = GoogleModels + "imagen" },
        new(":predict", Operations.ImageGeneration, Predict.Images) { PathPart = GoogleModels + "imagegeneration" },
        .. Raw("/publishers/anthropic/", Messages.Format),
        .. Raw("/publishers/mistralai/", ChatCompletions.Format),
        new("/publishers/anthropic/models/count-tokens:rawPredict", Operations.Chat, Messages.Format) { IsModelCall = false },
        new("/interactions", Operations.Chat, Interactions.Format) { StoredIn = "interactions" },
    ];

    private static EndpointRule[] Raw(string publisher, WireFormat format) =>
    [
        new(":rawPredict", Operations.Chat, format) { PathPart = publisher },
        new(":streamRawPredict", Operations.Chat, format) { PathPart = publisher, Streams = true },
    ];
}
