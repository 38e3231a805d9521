namespace LlmHttpMetrics;

/// <summary>
/// Which endpoints of providers count the tokens of calls that reported none, and how much they are asked. They count the request; the
/// answer is estimated beside it.
/// </summary>
public sealed class LlmCountEndpointsOptions
{
    /// <summary>Anthropic's <c>v1/messages/count_tokens</c>, for Messages.</summary>
    /// <value>The base address is <c>https://api.anthropic.com/</c> by default.</value>
    public LlmCountEndpoint Anthropic { get; } = new("https://api.anthropic.com/");

    /// <summary>OpenAI's <c>responses/input_tokens</c>, for Responses.</summary>
    /// <value>The base address is <c>https://api.openai.com/v1/</c> by default.</value>
    public LlmCountEndpoint OpenAi { get; } = new("https://api.openai.com/v1/");

    /// <summary>The Gemini API's <c>models/{model}:countTokens</c>, for generating content.</summary>
    /// <value>The base address is <c>https://generativelanguage.googleapis.com/v1beta/</c> by default.</value>
    public LlmCountEndpoint Gemini { get; } = new("https://generativelanguage.googleapis.com/v1beta/");

    /// <summary>
    /// How many requests a minute each endpoint gets. What is not used is saved up to a minute's worth, as providers do by their own limits;
    /// a call beyond it falls back.
    /// </summary>
    /// <value>The default is 60; from 1 to 100,000.</value>
    public int RequestsPerMinute { get; set; } = 60;

    /// <summary>How many requests each endpoint gets at a time; 64 more may wait, within <see cref="TimeoutMs"/>.</summary>
    /// <value>The default is 4; from 1 to 64.</value>
    public int MaxConcurrency { get; set; } = 4;

    /// <summary>How long, in milliseconds, the event of a call waits for the endpoint, over the time that tokenizers have had; then the fallback stands.</summary>
    /// <value>The default is 5,000; from 1 to 60,000.</value>
    public int TimeoutMs { get; set; } = 5000;
}
