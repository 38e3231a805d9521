using LlmHttpMetrics.Json;
using LlmHttpMetrics.Providers.OpenAi;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.DashScope;

/// <summary>
/// DashScope's own API: https://www.alibabacloud.com/help/en/model-studio/qwen-api-via-dashscope. Each event of a stream repeats the text so far
/// unless the request or the model makes it incremental, and its finish reason is the word "null" until the end.
/// </summary>
internal static class Generation
{
    private const string Name = "dashscope";

    private static readonly Field[] Answer =
    [
        .. Common,
        new("output.text", FieldAction.Text, (byte)TextKind.Answer),
        new("output.finish_reason", FieldAction.FinishReason),
        new("output.choices[*]", FieldAction.Choice),
        new("output.choices[*].index", FieldAction.ChoiceIndex),
        new("output.choices[*].finish_reason", FieldAction.FinishReason),
        new("output.choices[*].message.content", FieldAction.Text, (byte)TextKind.Answer),
        new("output.choices[*].message.content[*].text", FieldAction.Text, (byte)TextKind.Answer),
        new("output.choices[*].message.reasoning_content", FieldAction.Text, (byte)TextKind.Reasoning),
        new("output.choices[*].message.tool_calls[*]", FieldAction.ToolCall),
        new("output.choices[*].message.tool_calls[*].index", FieldAction.ToolCallIndex),
        new("output.choices[*].message.tool_calls[*].id", FieldAction.ToolCallId),
        new("output.choices[*].message.tool_calls[*].function.arguments", FieldAction.Text, (byte)TextKind.ToolArguments),
    ];

    public static readonly WireFormat Format = new(
        Name,
        request:
        [
            new("model", FieldAction.Model),
            OpenAiRequest.Input("input.prompt"),
            OpenAiRequest.Input("input.messages[*].content"),
            OpenAiRequest.Input("input.messages[*].content[*].text"),
            Parameter("parameters.max_tokens", RequestParameter.MaxTokens),
            Parameter("parameters.n", RequestParameter.ChoiceCount),
            Parameter("parameters.temperature", RequestParameter.Temperature),
            Parameter("parameters.top_p", RequestParameter.TopP),
            Parameter("parameters.top_k", RequestParameter.TopK),
            Parameter("parameters.presence_penalty", RequestParameter.PresencePenalty),
            Parameter("parameters.seed", RequestParameter.Seed),
            Parameter("parameters.response_format.type", RequestParameter.OutputType),
        ],
        body: Answer,
        events: Answer,
        bodyUsage: [Usage],
        eventUsage: [Usage],
        eventRules: [("error", new EventRule(Fails: true))])
    {
        TextIsCumulative = true,
        FinishKinds = new([("null", FinishKind.NotYet)]),
    };

    public static readonly WireFormat Embeddings = InputOnly([.. OpenAiRequest.Strings("input.texts"), OpenAiRequest.Input("input.contents[*].text")]);

    public static readonly WireFormat Rerank = InputOnly([OpenAiRequest.Input("input.query"), .. OpenAiRequest.Strings("input.documents")]);

    private static FigureGroup Usage => new(
        "usage",
        (Figure.Input, "input_tokens"),
        (Figure.Output, "output_tokens"),
        (Figure.Total, "total_tokens"),
        (Figure.CachedInput, "prompt_tokens_details.cached_tokens"),
        (Figure.CachedInput, "input_tokens_details.cached_tokens"),
        (Figure.CacheWrite, "prompt_tokens_details.cache_creation_input_tokens"),
        (Figure.Reasoning, "output_tokens_details.reasoning_tokens"),
        (Figure.InputImage, "image_tokens"),
        (Figure.InputAudio, "audio_tokens"));

    /// <summary>Errors have their code and message at the root, of the body or of an error event.</summary>
    private static Field[] Common =>
    [
        new("request_id", FieldAction.Id),
        new("code", FieldAction.ErrorCode, 1),
        new("message", FieldAction.ErrorMessage, 1),
    ];

    private static WireFormat InputOnly(Field[] text) => new(
        Name,
        request: [new("model", FieldAction.Model), .. text],
        body: Common,
        events: [],
        bodyUsage: [Usage],
        usage: UsageRule.TotalIsInput);

    private static Field Parameter(string path, RequestParameter parameter) => new(path, FieldAction.Parameter, (byte)parameter);
}
