using LlmHttpMetrics.Json;
using LlmHttpMetrics.Providers.OpenAi;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.Anthropic;

/// <summary>The prompt completions of Claude 2, which report no usage: https://docs.anthropic.com/en/api/complete.</summary>
internal static class LegacyCompletions
{
    private static readonly Field[] Answer =
    [
        new("id", FieldAction.Id),
        new("model", FieldAction.Model),
        new("type", FieldAction.EventType),
        new("completion", FieldAction.Text, (byte)TextKind.Answer),
        new("stop_reason", FieldAction.FinishReason),
        new("error", FieldAction.Error),
        new("error.type", FieldAction.ErrorType),
        new("error.message", FieldAction.ErrorMessage),
    ];

    public static readonly WireFormat Format = new(
        "anthropic.complete",
        request: [.. AnthropicRequest.Common, .. OpenAiRequest.Strings("prompt")],
        body: Answer,
        events: Answer,
        eventRules: [("error", new EventRule(Fails: true))]);
}
