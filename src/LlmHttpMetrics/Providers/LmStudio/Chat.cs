using LlmHttpMetrics.Json;
using LlmHttpMetrics.Providers.OpenAi;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.LmStudio;

/// <summary>
/// LM Studio's chat: https://lmstudio.ai/docs/developer/rest/chat and /streaming-events. A stream ends with an event that repeats the whole
/// answer; its figures are read.
/// </summary>
internal static class Chat
{
    public static readonly WireFormat Format = new(
        "lmstudio.chat",
        request:
        [
            .. OpenAiRequest.Common,
            .. OpenAiRequest.Strings("input"),
            OpenAiRequest.Input("input[*].content"),
            OpenAiRequest.Input("system_prompt"),
            new("integrations", FieldAction.Extra),
            new("input[*].data_url", FieldAction.Extra),
        ],
        body:
        [
            .. Error,
            .. Answer(""),
            new("output[*]", FieldAction.Part),
            new("output[*].type", FieldAction.PartType),
            new("output[*].content", FieldAction.PartText, (byte)TextKind.Answer),
        ],
        events:
        [
            .. Error,
            new("type", FieldAction.EventType),
            new("model_instance_id", FieldAction.Model),
            new("content", FieldAction.EventText),
            .. Answer("result."),
        ],
        bodyUsage: [Usage("stats")],
        eventUsage: [Usage("result.stats")],
        eventRules:
        [
            ("reasoning.delta", new EventRule(TextKind.Reasoning)),
            ("message.delta", new EventRule(TextKind.Answer)),
            ("tool_call.start", new EventRule(Content: true)),
            ("chat.end", new EventRule(Ends: true)),
            ("error", new EventRule(Fails: true)),
        ])
    {
        PartKinds = new([("message", TextKind.Answer), ("reasoning", TextKind.Reasoning), ("tool_call", TextKind.Media)]),
    };

    private static Field[] Error =>
    [
        new("error", FieldAction.Error),
        new("error.type", FieldAction.ErrorType),
        new("error.code", FieldAction.ErrorCode),
        new("error.message", FieldAction.ErrorMessage),
    ];

    private static FigureGroup Usage(string path) => new(
        path,
        (Figure.Input, "input_tokens"),
        (Figure.Output, "total_output_tokens"),
        (Figure.Reasoning, "reasoning_output_tokens"));

    private static IEnumerable<Field> Answer(string prefix) =>
    [
        new($"{prefix}response_id", FieldAction.Id),
        new($"{prefix}model_instance_id", FieldAction.Model),
    ];
}
