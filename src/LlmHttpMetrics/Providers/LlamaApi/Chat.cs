using LlmHttpMetrics.Json;
using LlmHttpMetrics.Providers.OpenAi;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.LlamaApi;

/// <summary>
/// The chat of the Llama API, whose figures are a list with names: https://llama.developer.meta.com/docs/api/chat. In a stream they are in an
/// event of their own, after the one with the finish reason.
/// </summary>
internal static class Chat
{
    private static readonly (string Word, Figure Figure)[] Metrics =
    [
        ("num_prompt_tokens", Figure.Input), ("num_completion_tokens", Figure.Output), ("num_total_tokens", Figure.Total),
    ];

    public static readonly WireFormat Format = new(
        "llama.chat",
        request: [.. OpenAiRequest.Common, .. OpenAiRequest.Messages],
        body:
        [
            .. Common,
            new("completion_message.stop_reason", FieldAction.FinishReason),
            new("completion_message.content", FieldAction.Text, (byte)TextKind.Answer),
            new("completion_message.content.text", FieldAction.Text, (byte)TextKind.Answer),
            new("completion_message.reasoning", FieldAction.Text, (byte)TextKind.Reasoning),
            new("completion_message.tool_calls[*]", FieldAction.ToolCall),
            new("completion_message.tool_calls[*].id", FieldAction.ToolCallId),
            new("completion_message.tool_calls[*].function.arguments", FieldAction.Text, (byte)TextKind.ToolArguments),
        ],
        events:
        [
            .. Common,
            new("event.stop_reason", FieldAction.FinishReason),
            new("event.delta.text", FieldAction.Text, (byte)TextKind.Answer),
            new("event.delta.reasoning", FieldAction.Text, (byte)TextKind.Reasoning),
            new("event.delta.id", FieldAction.ToolCallName),
            new("event.delta.function.arguments", FieldAction.Text, (byte)TextKind.ToolArguments),
            OpenAiAnswer.Done,
        ],
        bodyUsage: [Usage("metrics")],
        eventUsage: [Usage("event.metrics")]);

    private static Field[] Common =>
    [
        new("id", FieldAction.Id),
        new("model", FieldAction.Model),
        new("error", FieldAction.Error),
        new("error.type", FieldAction.ErrorType),
        new("error.code", FieldAction.ErrorCode),
        new("error.message", FieldAction.ErrorMessage),
        new("status", FieldAction.ErrorCode, 1),
        new("title", FieldAction.ErrorType, 1),
        new("detail", FieldAction.ErrorMessage, 1),
    ];

    private static FigureGroup Usage(string list) => new("") { Named = [new(list, "metric", "value", Metrics)] };
}
