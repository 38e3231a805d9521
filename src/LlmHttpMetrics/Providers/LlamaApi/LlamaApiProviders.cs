using LlmHttpMetrics.Providers.Catalogue;
using LlmHttpMetrics.Providers.OpenAi;

namespace LlmHttpMetrics.Providers.LlamaApi;

/// <summary>
/// Meta's Llama API: its own bodies, and OpenAI's below <c>/compat</c> (https://llama.developer.meta.com/docs/features/compatibility).
/// </summary>
internal static class LlamaApiProviders
{
    public static readonly Provider[] All =
    [
        new("meta_llama", ["api.llama.com"],
        [
            .. OpenAiEndpoints.All,
            new("/v1/chat/completions", Operations.Chat, Chat.Format),
            new("/compat/v1/chat/completions", Operations.Chat, ChatCompletions.Format),
        ]),
    ];
}
