namespace LlmHttpMetrics.MockProviders;

/// <summary>The operation of a request, determined by its path.</summary>
public enum MockOperation
{
    /// <summary>Chat Completions, Anthropic's Messages, Bedrock's Converse and InvokeModel, Gemini's <c>generateContent</c>, or Ollama's chat.</summary>
    Chat,

    /// <summary>OpenAI's Responses.</summary>
    Responses,

    /// <summary>Completions, Anthropic's old <c>/v1/complete</c>, or Ollama's <c>/api/generate</c>.</summary>
    TextCompletion,

    /// <summary>Embeddings.</summary>
    Embeddings,

    /// <summary>
    /// Anthropic's <c>/v1/messages/count_tokens</c>, OpenAI's <c>/v1/responses/input_tokens</c>, Gemini's <c>countTokens</c>: not an inference.
    /// </summary>
    CountTokens,

    /// <summary>The list of models: not an inference.</summary>
    Models,

    /// <summary>An unknown path, which is answered with status 404.</summary>
    Unknown,

    /// <summary>Cohere's rerank.</summary>
    Rerank,
}
