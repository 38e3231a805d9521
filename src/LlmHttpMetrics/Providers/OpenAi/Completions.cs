using LlmHttpMetrics.Json;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.OpenAi;

/// <summary>The older completions of a prompt: https://platform.openai.com/docs/api-reference/completions.</summary>
internal static class Completions
{
    private static readonly Field[] Choices =
    [
        new("choices[*]", FieldAction.Choice),
        new("choices[*].index", FieldAction.ChoiceIndex),
        new("choices[*].finish_reason", FieldAction.FinishReason),
        new("choices[*].text", FieldAction.Text, (byte)TextKind.Answer),
        new("choices[*].reasoning", FieldAction.Text, (byte)TextKind.Reasoning),
        .. OpenAiAnswer.Error("choices[*]."),
    ];

    public static readonly WireFormat Format = new(
        "openai.completions",
        request: [.. OpenAiRequest.Common, .. OpenAiRequest.Strings("prompt")],

        // Portkey answers a stored prompt with a chat message; Writer streams only a value.
        body: [.. OpenAiAnswer.Common, .. Choices, new("choices[*].message.content", FieldAction.Text, (byte)TextKind.Answer)],
        events: [.. OpenAiAnswer.Common, OpenAiAnswer.Done, .. Choices, new("value", FieldAction.Text, (byte)TextKind.Answer)],
        bodyUsage: [OpenAiAnswer.CompletionUsage("usage")],
        eventUsage: [OpenAiAnswer.CompletionUsage("usage")],
        eventRules: [OpenAiAnswer.ErrorObject])
    {
        SendsUsageOnRequest = true,
    };
}
