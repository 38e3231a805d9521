namespace LlmHttpMetrics.Vocabulary;

/// <summary>Values of <c>gen_ai.operation.name</c>: those of the convention (v1.41), and custom ones for what it does not name.</summary>
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

    /// <summary>A conversation is made shorter by the model; billed as its answers are.</summary>
    public const string Compaction = "compaction";

    /// <summary>Questions with a closed set of answers are put to text or images.</summary>
    public const string Decision = "decision";

    /// <summary>Reading back a stored response: a span at most, never a request and never tokens.</summary>
    public const string FetchResponse = "fetch_response";
}
