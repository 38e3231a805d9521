using LlmHttpMetrics.Providers.Catalogue;
using LlmHttpMetrics.Providers.OpenAi;

namespace LlmHttpMetrics.Providers.Reka;

/// <summary>Reka: its own chat, and OpenAI's (https://docs.reka.ai/chat).</summary>
internal static class RekaProviders
{
    public static readonly Provider[] All = [new("reka", ["api.reka.ai"], [.. OpenAiEndpoints.All, new("/v1/chat", Operations.Chat, Chat.Format)])];
}
