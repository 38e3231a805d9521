using LlmHttpMetrics.Providers.OpenAi;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.GigaChat;

/// <summary>
/// GigaChat's bodies. Its figures are the billed ones: tokens from the cache are not part of the prompt's tokens or the total
/// (https://developers.sber.ru/docs/ru/gigachat/guides/keeping-context), and embeddings report them text by text.
/// </summary>
internal static class GigaChatFormats
{
    public static readonly WireFormat Chat = ChatCompletions.Create(
        ChatCompletions.Name,
        figures: [(Figure.CachedInput, "precached_prompt_tokens")],
        rule: UsageRule.CacheOutsideInput,
        finish: [("blacklist", FinishKind.ContentFilter), ("error", FinishKind.Error)]);

    public static readonly WireFormat Embeddings = new(
        InputOnlyFormats.Embeddings.Name,
        request: [.. OpenAiRequest.Common, .. OpenAiRequest.Strings("input")],
        body: OpenAiAnswer.Common,
        events: [],

        // OpenAI's usage, for a gateway whose answers have this provider's name.
        bodyUsage: [new FigureGroup("data[*].usage", (Figure.Input, "prompt_tokens")), new FigureGroup("usage", (Figure.Input, "prompt_tokens"))],
        usage: UsageRule.Sum);
}
