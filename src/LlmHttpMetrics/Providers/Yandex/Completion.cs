using LlmHttpMetrics.Json;
using LlmHttpMetrics.Providers.OpenAi;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.Yandex;

/// <summary>
/// YandexGPT's own API: https://yandex.cloud/en/docs/foundation-models/text-generation/api-ref/TextGeneration/completion. A stream consists of
/// JSON lines, each with the whole text so far; figures are strings. An asynchronous call returns an operation
/// (https://yandex.cloud/en/docs/api-design-guide/concepts/operation), which contains the answer when it is done.
/// </summary>
internal static class Completion
{
    private const string Name = "yandex";

    private static readonly Field[] Error =
    [
        new("error", FieldAction.Error),
        new("error.code", FieldAction.ErrorCode),
        new("error.grpcCode", FieldAction.ErrorCode),
        new("error.message", FieldAction.ErrorMessage),
        new("error.httpStatus", FieldAction.ErrorType),
        new("code", FieldAction.ErrorCode, 1),
        new("message", FieldAction.ErrorMessage, 1),
    ];

    private static readonly Field[] Answer = [.. Error, .. Alternatives("result."), .. Alternatives("")];

    public static readonly WireFormat Format = new(
        Name,
        request:
        [
            new("modelUri", FieldAction.Model),
            OpenAiRequest.Input("messages[*].text"),
            Parameter("completionOptions.stream", RequestParameter.Stream),
            Parameter("completionOptions.maxTokens", RequestParameter.MaxTokens),
            Parameter("completionOptions.temperature", RequestParameter.Temperature),
            Parameter("completionOptions.reasoningOptions.mode", RequestParameter.ReasoningLevel),
        ],
        body:
        [
            .. Answer,
            .. Alternatives("response."),
            new("id", FieldAction.Id),
            new("done", FieldAction.Status),
        ],
        events: Answer,
        bodyUsage: [Usage("result.usage", "usage", "response.usage")],
        eventUsage: [Usage("result.usage", "usage")],
        framing: StreamFraming.JsonLines)
    {
        TextIsCumulative = true,
        PendingStatuses = new([("false", true)]),
        FinishKinds = new(
        [
            ("ALTERNATIVE_STATUS_UNSPECIFIED", FinishKind.NotYet),
            ("ALTERNATIVE_STATUS_PARTIAL", FinishKind.NotYet),
            ("ALTERNATIVE_STATUS_TRUNCATED_FINAL", FinishKind.Length),
            ("ALTERNATIVE_STATUS_CONTENT_FILTER", FinishKind.ContentFilter),
        ]),
    };

    public static readonly WireFormat Embedding = new(
        Name,
        request: [new("modelUri", FieldAction.Model), OpenAiRequest.Input("text")],
        body: Error,
        events: [],
        bodyUsage: [new FigureGroup("", (Figure.Input, "numTokens"))]);

    private static FigureGroup Usage(params string[] paths) => new(
        paths,
        (Figure.Input, "inputTextTokens"),
        (Figure.Output, "completionTokens"),
        (Figure.Total, "totalTokens"),
        (Figure.Reasoning, "completionTokensDetails.reasoningTokens"));

    private static Field[] Alternatives(string prefix) =>
    [
        new($"{prefix}alternatives[*]", FieldAction.Choice),
        new($"{prefix}alternatives[*].status", FieldAction.FinishReason),
        new($"{prefix}alternatives[*].message.text", FieldAction.Text, (byte)TextKind.Answer),
        new($"{prefix}alternatives[*].message.toolCallList.toolCalls[*]", FieldAction.ToolCall),
    ];

    private static Field Parameter(string path, RequestParameter parameter) => new(path, FieldAction.Parameter, (byte)parameter);
}
