using LlmHttpMetrics.Providers.Catalogue;
using LlmHttpMetrics.Providers.OpenAi;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.Google;

/// <summary>
/// OpenAI's chat as Google serves it (https://ai.google.dev/gemini-api/docs/openai and
/// https://cloud.google.com/vertex-ai/generative-ai/docs/start/openai): thoughts are billed as output, but are only part of the total.
/// </summary>
internal static class OpenAiChat
{
    private static readonly WireFormat Format = ChatCompletions.Create(ChatCompletions.Name, rule: UsageRule.RestIsReasoning);

    public static readonly EndpointRule Gemini = new("/openai/chat/completions", Operations.Chat, Format);

    public static readonly EndpointRule Vertex = new("/endpoints/openapi/chat/completions", Operations.Chat, Format);
}
