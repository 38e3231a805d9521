using Anthropic;
using Anthropic.Models.Messages;

namespace LlmHttpMetrics.IntegrationTests.Sdks;

/// <summary>The Anthropic package over a given <see cref="HttpClient"/>, with its retries off.</summary>
internal static class AnthropicSdk
{
    public static AnthropicClient Client(HttpClient http, Uri server) => new()
    {
        HttpClient = http,
        BaseUrl = server.ToString(),
        ApiKey = Canary.Secret,
        MaxRetries = 0,
    };

    public static MessageCreateParams Ask(string text, string model = "claude-sonnet-4-5") => new()
    {
        Model = model,
        MaxTokens = 1024,
        Messages = [new UserMessageParam { Content = text }],
    };
}
