using LlmHttpMetrics.Framing;
using LlmHttpMetrics.Json;
using LlmHttpMetrics.Providers.OpenAi;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.AwsBedrock;

/// <summary>
/// Converse and ConverseStream: https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html and
/// API_runtime_ConverseStream.html. The type of an event is in a header of its frame.
/// </summary>
internal static class Converse
{
    public static readonly WireFormat Format = new(
        "bedrock.converse",
        request:
        [
            new("messages", FieldAction.Evidence, (byte)RequestEvidence.Messages),
            Input("messages[*].content[*].text"),
            Input("messages[*].content[*].guardContent.text.text"),
            Input("messages[*].content[*].toolResult.content[*].text"),
            Input("system[*].text"),
            Input("system[*].guardContent.text.text"),
            .. Extras,
            Parameter("inferenceConfig.maxTokens", RequestParameter.MaxTokens),
            Parameter("inferenceConfig.temperature", RequestParameter.Temperature),
            Parameter("inferenceConfig.topP", RequestParameter.TopP),
            .. OpenAiRequest.Stops("inferenceConfig.stopSequences"),
            Parameter("additionalModelRequestFields.top_k", RequestParameter.TopK),
            Parameter("additionalModelRequestFields.inferenceConfig.topK", RequestParameter.TopK),
            Parameter("additionalModelRequestFields.output_config.effort", RequestParameter.ReasoningLevel),
            Parameter("outputConfig.textFormat.type", RequestParameter.OutputType),
            Parameter("serviceTier.type", RequestParameter.ServiceTier),
        ],
        body:
        [
            .. AwsError.Body,
            new("stopReason", FieldAction.FinishReason),
            .. Served,
            .. Content("output.message.content[*]."),
            new("output.message.content[*]", FieldAction.HostedItem),
            new("output.message.content[*].toolUse.name", FieldAction.HostedName),
        ],
        events:
        [
            new("stopReason", FieldAction.FinishReason),
            .. Served,
            new("start.toolUse", FieldAction.ToolCall),
            new("start.toolUse.type", FieldAction.ToolCallType),
            new("start", FieldAction.HostedItem),
            new("start.toolUse.name", FieldAction.HostedName),
            new("delta.text", FieldAction.Text, (byte)TextKind.Answer),
            new("delta.toolUse.input", FieldAction.Text, (byte)TextKind.ToolArguments),
            new("delta.reasoningContent.text", FieldAction.Text, (byte)TextKind.Reasoning),
        ],
        bodyUsage: [BedrockUsage.TokenUsage],
        eventUsage: [BedrockUsage.TokenUsage],
        usage: UsageRule.CacheOutsideInput,
        itemKinds: ToolKinds,
        headers: [AwsError.Header])
    {
        FinishKinds = BedrockFinish.Kinds,

        // https://docs.aws.amazon.com/nova/latest/nova2-userguide/web-grounding.html.
        HostedTools = new([("nova_grounding", HostedTool.WebSearch)]),
        Frames = FramePayload.Event,
    };

    /// <summary>Tools that Bedrock runs itself have their own type.</summary>
    public static IEnumerable<(string Type, ItemKind Kind)> ToolKinds => [("server_tool_use", ItemKind.HostedToolCall)];

    /// <summary>
    /// The blocks of a message. The text of a citations block is "the generated content that is supported by the citations":
    /// https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_CitationsContentBlock.html.
    /// </summary>
    public static IEnumerable<Field> Content(string block) =>
    [
        new($"{block}text", FieldAction.Text, (byte)TextKind.Answer),
        new($"{block}citationsContent.content[*].text", FieldAction.Text, (byte)TextKind.Answer),
        new($"{block}reasoningContent.reasoningText.text", FieldAction.Text, (byte)TextKind.Reasoning),
        new($"{block}toolUse", FieldAction.ToolCall),
        new($"{block}toolUse.type", FieldAction.ToolCallType),
    ];

    /// <summary>
    /// What else the price depends on: https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ServiceTier.html and
    /// API_runtime_PerformanceConfiguration.html.
    /// </summary>
    private static IEnumerable<Field> Served =>
    [
        new("serviceTier.type", FieldAction.ServiceTier),
        new("performanceConfig.latency", FieldAction.Speed),
    ];

    private static Field Input(string path) => new(path, FieldAction.Text, (byte)TextKind.Input);

    /// <summary>Parts that cost tokens and are not text.</summary>
    private static IEnumerable<Field> Extras =>
        ((string[])
        [
            "toolConfig.tools", "outputConfig.textFormat.structure",
            .. ((string[])["image", "document", "video", "toolUse", "toolResult"]).Select(name => $"messages[*].content[*].{name}"),
        ])
        .Select(path => new Field(path, FieldAction.Extra));

    private static Field Parameter(string path, RequestParameter parameter) => new(path, FieldAction.Parameter, (byte)parameter);
}
