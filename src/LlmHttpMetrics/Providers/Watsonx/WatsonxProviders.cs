using LlmHttpMetrics.Providers.Catalogue;

namespace LlmHttpMetrics.Providers.Watsonx;

/// <summary>IBM watsonx.ai in its regions; a deployment's name in the path takes the place of the model.</summary>
internal static class WatsonxProviders
{
    public static readonly Provider[] All =
    [
        new("ibm.watsonx.ai", ["*.ml.cloud.ibm.com", "*.wml.cloud.ibm.com"],
        [
            new("/text/generation", Operations.TextCompletion, TextGeneration.Format),
            new("/text/generation_stream", Operations.TextCompletion, TextGeneration.Format) { Streams = true },
            new("/generation/text", Operations.TextCompletion, TextGeneration.Format),
            new("/generation/text_stream", Operations.TextCompletion, TextGeneration.Format) { Streams = true },
            new("/text/chat", Operations.Chat, Chat.Format),
            new("/text/chat_stream", Operations.Chat, Chat.Format) { Streams = true },
            new("/text/embeddings", Operations.Embeddings, TextGeneration.Embeddings),
            new("/text/rerank", Operations.Rerank, TextGeneration.Rerank),
        ])
        {
            ModelSegment = "deployments",
        },
    ];
}
