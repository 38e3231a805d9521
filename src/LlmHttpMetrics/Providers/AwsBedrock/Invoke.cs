using LlmHttpMetrics.Framing;
using LlmHttpMetrics.Json;
using LlmHttpMetrics.Providers.Anthropic;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.AwsBedrock;

/// <summary>
/// InvokeModel and InvokeModelWithResponseStream: https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_InvokeModel.html. One table
/// serves all model families, because an ARN may not contain the model's name.
/// </summary>
internal static class Invoke
{
    public static readonly WireFormat Format = Create(InvokeRequest.All, reportsUsage: true);

    /// <summary>Images and rerank, which are not billed by the token.</summary>
    public static readonly WireFormat WithoutTokens = Create(InvokeRequest.Plain, reportsUsage: false);

    /// <summary>The usage in a model's own object, with Anthropic's, OpenAI's and Nova's names.</summary>
    public static FigureGroup Usage(params string[] paths) => new(
        paths,
        [
            .. Messages.Usage().Members,
            (Figure.Input, "prompt_tokens"),
            (Figure.Output, "completion_tokens"),
            (Figure.Total, "total_tokens"),
            (Figure.Reasoning, "completion_tokens_details.reasoning_tokens"),
            .. BedrockUsage.Members,
        ])
    {
        Named = [BedrockUsage.CacheDetails],
        Passes = "iterations",
    };

    /// <summary>The figures that Titan and Llama send next to the text.</summary>
    public static FigureGroup Beside(string output) => new(
        "",
        (Figure.Input, "inputTextTokenCount"),
        (Figure.Output, output),
        (Figure.Input, "prompt_token_count"),
        (Figure.Output, "generation_token_count"));

    /// <summary>
    /// What else the price depends on: https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_InvokeModel.html (response).
    /// </summary>
    private static IEnumerable<Field> Served =>
    [
        new("x-amzn-bedrock-service-tier", FieldAction.ServiceTier),
        new("x-amzn-bedrock-performanceconfig-latency", FieldAction.Speed),
    ];

    private static WireFormat Create(IEnumerable<Field> request, bool reportsUsage) => new(
        "bedrock.invoke",
        request: request,
        body: InvokeAnswer.Body,
        events: InvokeAnswer.Events,
        bodyUsage: [Usage("usage"), Beside("results[*].tokenCount")],
        eventUsage: [Usage("message.usage", "usage", "metadata.usage"), Beside("totalOutputTextTokenCount"), BedrockUsage.InvocationMetrics],
        usage: UsageRule.CacheOutsideInput | UsageRule.Complement,
        eventRules: Messages.EventRules,
        itemKinds: Messages.ItemKinds,
        headers: [AwsError.Header, .. Served],
        headerUsage: [BedrockUsage.Headers])
    {
        FinishKinds = BedrockFinish.Kinds,
        Frames = FramePayload.Chunk,
        ReportsUsage = reportsUsage,
    };
}
