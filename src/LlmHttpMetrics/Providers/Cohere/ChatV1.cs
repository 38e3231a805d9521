using LlmHttpMetrics.Json;
using LlmHttpMetrics.Providers.OpenAi;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.Cohere;

/// <summary>
/// Version 1: https://docs.cohere.com/v1/reference/chat, /chat-stream, /generate, /embed, /rerank. Streams are JSON lines or server-sent events,
/// depending on the request's Accept header.
/// </summary>
internal static class ChatV1
{
    public const string Name = "cohere.v1";

    public static readonly WireFormat Chat = Create(
        request:
        [
            .. CohereRequest.Common,
            OpenAiRequest.Input("message"),
            OpenAiRequest.Input("preamble"),
            OpenAiRequest.Input("chat_history[*].message"),
            OpenAiRequest.Input("documents[*].text"),
            new("tools", FieldAction.Extra),
            new("tool_results", FieldAction.Extra),
            new("connectors", FieldAction.Extra),
        ],
        body:
        [
            new("response_id", FieldAction.Id),
            new("finish_reason", FieldAction.FinishReason),
            new("text", FieldAction.Text, (byte)TextKind.Answer),
            new("tool_calls[*]", FieldAction.ToolCall),
            CohereAnswer.Message,
        ],
        events:
        [
            .. Stream,
            new("response.response_id", FieldAction.Id),
            new("response.text", FieldAction.Text, (byte)TextKind.FinalAnswer),
        ]);

    public static readonly WireFormat Generate = Create(
        request: [.. CohereRequest.Common, OpenAiRequest.Input("prompt")],
        body: [new("id", FieldAction.Id), .. Generations(""), CohereAnswer.Message],
        events:
        [
            .. Stream,
            new("index", FieldAction.ChoiceIndex),
            new("response.id", FieldAction.Id),
        ]);

    public static readonly WireFormat Embed = CohereAnswer.InputOnly(Name, CohereRequest.Embed, reportsUsage: true);

    public static readonly WireFormat Rerank = CohereAnswer.InputOnly(Name, CohereRequest.Rerank, reportsUsage: false);

    private static IEnumerable<Field> Stream =>
    [
        new("event_type", FieldAction.EventType),
        new("text", FieldAction.Text, (byte)TextKind.Answer),
        new("finish_reason", FieldAction.FinishReason),
        new("tool_calls[*]", FieldAction.ToolCall),
        new("tool_call_delta.parameters", FieldAction.Text, (byte)TextKind.ToolArguments),
        CohereAnswer.Message,
    ];

    private static IEnumerable<Field> Generations(string prefix) =>
    [
        new($"{prefix}generations[*]", FieldAction.Choice),
        new($"{prefix}generations[*].index", FieldAction.ChoiceIndex),
        new($"{prefix}generations[*].finish_reason", FieldAction.FinishReason),
        new($"{prefix}generations[*].text", FieldAction.Text, (byte)TextKind.Answer),
    ];

    private static WireFormat Create(Field[] request, Field[] body, Field[] events) => new(
        Name,
        request,
        body,
        events,
        bodyUsage: [CohereAnswer.Usage("meta")],
        eventUsage: [CohereAnswer.Usage("response.meta")],
        usage: UsageRule.FirstNameCounts,
        eventRules: [("stream-end", new EventRule(Ends: true))],
        framing: StreamFraming.JsonLines)
    {
        FinishKinds = CohereAnswer.FinishKinds,
    };
}
