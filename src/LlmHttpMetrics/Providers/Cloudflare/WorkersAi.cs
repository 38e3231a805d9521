using LlmHttpMetrics.Json;
using LlmHttpMetrics.Providers.OpenAi;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.Cloudflare;

/// <summary>
/// Text generation of Workers AI: https://developers.cloudflare.com/api/resources/ai/methods/run. A complete answer is wrapped, an event is not.
/// </summary>
internal static class WorkersAi
{
    public static readonly WireFormat Format = new(
        "cloudflare",
        request: [.. OpenAiRequest.Common, .. OpenAiRequest.Messages, new("prompt", FieldAction.Text, TextKind.Input.With(OperationHint.TextCompletion))],
        body:
        [
            new("errors[*]", FieldAction.Error),
            new("errors[*].code", FieldAction.ErrorCode),
            new("errors[*].message", FieldAction.ErrorMessage),
            new("result.response", FieldAction.Text, (byte)TextKind.Answer),
            new("result.tool_calls[*]", FieldAction.ToolCall),

            // Newer models answer in the form of OpenAI's chat inside the wrapper.
            new("result.id", FieldAction.Id),
            new("result.model", FieldAction.Model),
            new("result.choices[*]", FieldAction.Choice),
            new("result.choices[*].index", FieldAction.ChoiceIndex),
            new("result.choices[*].finish_reason", FieldAction.FinishReason),
            new("result.choices[*].message.content", FieldAction.Text, (byte)TextKind.Answer),
            new("result.choices[*].message.reasoning_content", FieldAction.Text, (byte)TextKind.Reasoning),
            new("result.choices[*].message.tool_calls[*]", FieldAction.ToolCall),
        ],
        events:
        [
            OpenAiAnswer.Done,
            new("error", FieldAction.Error),
            new("errors[*]", FieldAction.Error),
            new("errors[*].code", FieldAction.ErrorCode),
            new("errors[*].message", FieldAction.ErrorMessage),
            new("response", FieldAction.Text, (byte)TextKind.Answer),
            new("tool_calls[*]", FieldAction.ToolCall),
            new("id", FieldAction.Id),
            new("model", FieldAction.Model),
            new("choices[*]", FieldAction.Choice),
            new("choices[*].index", FieldAction.ChoiceIndex),
            new("choices[*].finish_reason", FieldAction.FinishReason),
            new("choices[*].delta.content", FieldAction.Text, (byte)TextKind.Answer),
            new("choices[*].delta.reasoning_content", FieldAction.Text, (byte)TextKind.Reasoning),
        ],
        bodyUsage: [OpenAiAnswer.CompletionUsage("result.usage")],
        eventUsage: [OpenAiAnswer.CompletionUsage("usage")]);
}
