using LlmHttpMetrics.Providers.Catalogue;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.Google;

/// <summary>The endpoints of the Gemini API: https://ai.google.dev/api. Token counts and batches are not model calls.</summary>
internal static class GeminiEndpoints
{
    public static readonly EndpointRule[] All =
    [
        new(":generateContent", Operations.GenerateContent, GenerateContent.Gemini, RequestEvidence.Messages),
        new(":streamGenerateContent", Operations.GenerateContent, GenerateContent.Gemini, RequestEvidence.Messages) { Streams = true },
        new(":embedContent", Operations.Embeddings, EmbedContent.Format, RequestEvidence.Input),
        new(":batchEmbedContents", Operations.Embeddings, EmbedContent.Format, RequestEvidence.Input),
        new(":predict", Operations.ImageGeneration, Predict.Images) { PathPart = "/models/imagen" },
        new("/interactions", Operations.Chat, Interactions.Format) { StoredIn = "interactions" },
    ];
}
