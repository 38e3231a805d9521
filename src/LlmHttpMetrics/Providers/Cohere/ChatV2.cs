using LlmHttpMetrics.Json;
using LlmHttpMetrics.Providers.OpenAi;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.Cohere;

/// <summary>Version 2: https://docs.cohere.com/reference/chat, /chat-stream, /embed, /rerank.</summary>
internal static class ChatV2
{
    public const string Name = "cohere.v2";

    public static readonly WireFormat Format = new(
        Name,
        request:
        [
            .. CohereRequest.Common,
            .. OpenAiRequest.Messages,
            OpenAiRequest.Input("documents[*]"),
            OpenAiRequest.Input("documents[*].data.text"),
        ],
        body:
        [
            new("id", FieldAction.Id),
            new("finish_reason", FieldAction.FinishReason),
            new("message.content[*].text", FieldAction.Text, (byte)TextKind.Answer),
            new("message.content[*].thinking", FieldAction.Text, (byte)TextKind.Reasoning),
            new("message.tool_calls[*]", FieldAction.ToolCall),
            CohereAnswer.Message,
        ],
        events:
        [
            new("type", FieldAction.EventType),
            new("id", FieldAction.Id),
            new("delta.finish_reason", FieldAction.FinishReason),
            new("delta.error", FieldAction.Error),
            new("delta.error_type", FieldAction.ErrorType),
            new("error_type", FieldAction.ErrorType, 1),
            new("delta.error.type", FieldAction.ErrorType),
            new("delta.error.message", FieldAction.ErrorMessage),
            new("delta.message.content.text", FieldAction.Text, (byte)TextKind.Answer),
            new("delta.message.content.thinking", FieldAction.Text, (byte)TextKind.Reasoning),
            new("delta.message.tool_plan", FieldAction.Text, (byte)TextKind.Reasoning),
            new("delta.message.tool_calls.type", FieldAction.ItemType),
            new("delta.message.tool_calls.function.arguments", FieldAction.Text, (byte)TextKind.ToolArguments),
            CohereAnswer.Message,
        ],
        bodyUsage: [CohereAnswer.Usage("usage")],
        eventUsage: [CohereAnswer.Usage("delta.usage")],
        usage: UsageRule.FirstNameCounts,
        eventRules: [("message-end", new EventRule(Ends: true)), ("error", new EventRule(Fails: true))],

        // Only the event that begins a call has its type.
        itemKinds: [("function", ItemKind.ToolCall)])
    {
        FinishKinds = CohereAnswer.FinishKinds,
    };

    public static readonly WireFormat Embed = CohereAnswer.InputOnly(Name, CohereRequest.Embed, reportsUsage: true);

    public static readonly WireFormat Rerank = CohereAnswer.InputOnly(Name, CohereRequest.Rerank, reportsUsage: false);
}
