namespace LlmHttpMetrics;

/// <summary>
/// Configures which endpoints of providers count the tokens of calls without reported usage, and how often they are called. They count the request;
/// the answer is estimated.
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
    /// The maximum number of requests per minute to each endpoint. Unused requests accumulate up to one minute's worth, as in the providers' own
    /// limits; a call beyond the limit uses the fallback.
    /// </summary>
    /// <value>The default is 60; from 1 to 100,000.</value>
    public int RequestsPerMinute { get; set; } = 60;

    /// <summary>The maximum number of concurrent requests to each endpoint; 64 more can wait, within <see cref="TimeoutMs"/>.</summary>
    /// <value>The default is 4; from 1 to 64.</value>
    public int MaxConcurrency { get; set; } = 4;

    /// <summary>
    /// How long, in milliseconds, the event of a call waits for the endpoint, in addition to the time for tokenizers; then the fallback is used.
    /// </summary>
    /// <value>The default is 5,000; from 1 to 60,000.</value>
    public int TimeoutMs { get; set; } = 5000;
}
