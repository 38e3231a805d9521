namespace LlmHttpMetrics.MockProviders;

/// <summary>The provider whose format a request uses, determined by its path.</summary>
public enum MockProvider
{
    /// <summary>OpenAI and compatible services, and unknown paths.</summary>
    OpenAi,

    /// <summary>Azure OpenAI: <c>/openai/deployments/…</c> and <c>/openai/v1/…</c>.</summary>
    AzureOpenAi,

    /// <summary>Anthropic: <c>/v1/messages</c>, <c>/v1/complete</c>.</summary>
    Anthropic,

    /// <summary>AWS Bedrock: <c>/model/…/converse</c>, <c>/model/…/invoke</c> with Anthropic's bodies, and their streams.</summary>
    AwsBedrock,

    /// <summary>Gemini, on its own service or on Vertex AI: <c>…/models/{model}:generateContent</c>.</summary>
    Gemini,

    /// <summary>Ollama's own API: <c>/api/chat</c>, <c>/api/generate</c>, <c>/api/embed</c>.</summary>
    Ollama,

    /// <summary>Cohere's API version 2: <c>/v2/chat</c>, <c>/v2/embed</c>, <c>/v2/rerank</c>.</summary>
    Cohere,
}
