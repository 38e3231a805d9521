namespace LlmHttpMetrics.Vocabulary;

/// <summary>
/// Values of <c>gen_ai.operation.name</c>: those of the convention (v1.41), and custom ones for operations that it does not define.
/// </summary>
internal static class Operations
{
    public const string Chat = "chat";
    public const string GenerateContent = "generate_content";
    public const string TextCompletion = "text_completion";
    public const string Embeddings = "embeddings";
    public const string Rerank = "rerank";
    public const string ImageGeneration = "image_generation";
    public const string Transcription = "transcription";
    public const string Translation = "translation";
    public const string Speech = "speech";
    public const string Moderation = "moderation";
    public const string Prediction = "prediction";

    /// <summary>The model shortens a conversation; billed like its answers.</summary>
    public const string Compaction = "compaction";

    /// <summary>Questions with a closed set of answers about text or images.</summary>
    public const string Decision = "decision";

    /// <summary>Retrieval of a stored response: recorded as a span at most, not counted as a request and without tokens.</summary>
    public const string FetchResponse = "fetch_response";
}
