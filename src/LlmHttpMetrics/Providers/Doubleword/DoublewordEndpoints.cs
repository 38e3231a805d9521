using LlmHttpMetrics.Providers.Catalogue;
using LlmHttpMetrics.Providers.OpenAi;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.Doubleword;

/// <summary>Doubleword's endpoints, which are OpenAI's with an estimate for the reasoning: https://docs.doubleword.ai/inference-api.</summary>
internal static class DoublewordEndpoints
{
    public static readonly EndpointRule[] All =
    [
        new("/chat/completions", Operations.Chat, ChatCompletions.Create(ChatCompletions.Name, rule: UsageRule.ReasoningIsEstimate)),
        .. OpenAiEndpoints.All,
    ];
}
