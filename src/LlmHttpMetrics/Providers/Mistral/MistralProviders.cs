using LlmHttpMetrics.Providers.Catalogue;
using LlmHttpMetrics.Providers.OpenAi;

namespace LlmHttpMetrics.Providers.Mistral;

/// <summary>Mistral, whose endpoints follow OpenAI's except for two: https://docs.mistral.ai/api.</summary>
internal static class MistralProviders
{
    public static readonly Provider[] All =
    [
        new("mistral_ai", ["api.mistral.ai", "codestral.mistral.ai"],
        [
            .. OpenAiEndpoints.All,
            new("/fim/completions", Operations.TextCompletion, FillInTheMiddle.Format),
            new("/agents/completions", Operations.Chat, ChatCompletions.Format),

            // Started, continued, and restarted from one of their entries.
            new("/conversations", Operations.Chat, Conversations.Format),
            new("/conversations/*", Operations.Chat, Conversations.Format) { Template = new PathTemplate("/conversations/*") },
            new("/conversations/*/restart", Operations.Chat, Conversations.Format) { Template = new PathTemplate("/conversations/*/restart") },
        ]),
    ];
}
