using LlmHttpMetrics.Json;
using LlmHttpMetrics.Providers.OpenAi;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.Reka;

/// <summary>Reka's chat: https://docs.reka.ai/api-reference/chat/create. Each event of a stream has the whole text and the figures so far.</summary>
internal static class Chat
{
    public static readonly WireFormat Format = new(
        "reka.chat",
        request: [.. OpenAiRequest.Common, .. OpenAiRequest.Messages],
        body:
        [
            .. Common,
            new("responses[*].message.content", FieldAction.Text, (byte)TextKind.Answer),
            new("responses[*].message.tool_calls[*]", FieldAction.ToolCall),
        ],
        events: [.. Common, OpenAiAnswer.Done, new("responses[*].chunk.content", FieldAction.Text, (byte)TextKind.Answer)],
        bodyUsage: [Usage],
        eventUsage: [Usage])
    {
        TextIsCumulative = true,
        FinishKinds = new([("context", FinishKind.Length)]),
    };

    private static Field[] Common =>
    [
        new("id", FieldAction.Id),
        new("model", FieldAction.Model),
        new("responses[*]", FieldAction.Choice),
        new("responses[*].finish_reason", FieldAction.FinishReason),
        new("type", FieldAction.ErrorType, 1),
        new("detail", FieldAction.ErrorMessage, 1),
        new("error", FieldAction.Error),
        new("error.message", FieldAction.ErrorMessage),
    ];

    private static FigureGroup Usage => new("usage", (Figure.Input, "input_tokens"), (Figure.Output, "output_tokens"));
}
