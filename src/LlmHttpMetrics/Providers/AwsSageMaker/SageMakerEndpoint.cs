using LlmHttpMetrics.Framing;
using LlmHttpMetrics.Json;
using LlmHttpMetrics.Providers.Anthropic;
using LlmHttpMetrics.Providers.AwsBedrock;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.AwsSageMaker;

/// <summary>
/// Models behind a customer's endpoints, whose bodies depend on the container: OpenAI's, those of Bedrock's model families, and those of Text
/// Generation Inference (https://huggingface.co/docs/text-generation-inference/reference/api_reference) and of Large Model Inference
/// (https://docs.djl.ai/docs/serving/serving/docs/lmi/user_guides/lmi_input_output_schema.html). The pieces of a streamed body are in frames:
/// https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_runtime_InvokeEndpointWithResponseStream.html.
/// </summary>
internal static class SageMakerEndpoint
{
    private static readonly (Figure Figure, string Member) Generated = (Figure.Output, "generated_tokens");

    public static readonly WireFormat Format = new(
        "sagemaker",
        request:
        [
            .. InvokeRequest.All.Where(field => field.Path != "messages"),
            new("messages", FieldAction.Evidence, (byte)RequestEvidence.Limit),
            new("model", FieldAction.Model),
            new("stream", FieldAction.Parameter, (byte)RequestParameter.Stream),
            new("inputs", FieldAction.Text, TextKind.Input.With(OperationHint.TextCompletion)),
            new("parameters.max_new_tokens", FieldAction.Parameter, (byte)RequestParameter.MaxTokens),
            new("parameters.max_tokens", FieldAction.Parameter, (byte)RequestParameter.MaxTokens),
            new("parameters.temperature", FieldAction.Parameter, (byte)RequestParameter.Temperature),
            new("parameters.top_p", FieldAction.Parameter, (byte)RequestParameter.TopP),
            new("parameters.top_k", FieldAction.Parameter, (byte)RequestParameter.TopK),
        ],
        body:
        [
            .. InvokeAnswer.Body,
            new("ErrorCode", FieldAction.ErrorCode, 1),
            new("generated_text", FieldAction.Text, (byte)TextKind.Answer),
            new("details.finish_reason", FieldAction.FinishReason),
            new("[*].generated_text", FieldAction.Text, (byte)TextKind.Answer),
            new("[*].details.finish_reason", FieldAction.FinishReason),
        ],
        events:
        [
            .. InvokeAnswer.Events,
            new("token.text", FieldAction.Text, (byte)TextKind.Answer),
            new("generated_text", FieldAction.Text, (byte)TextKind.FinalAnswer),
            new("details.finish_reason", FieldAction.FinishReason),
        ],
        bodyUsage: [Invoke.Usage("usage"), Invoke.Beside("results[*].tokenCount"), new(["details", "[*].details"], Generated)],
        eventUsage: [Invoke.Usage("message.usage", "usage"), new("details", Generated)],
        usage: UsageRule.CacheOutsideInput,
        eventRules: Messages.EventRules,
        itemKinds:
        [
            ("tool_use", ItemKind.ToolCall),
            ("server_tool_use", ItemKind.HostedToolCall),
        ],
        headers: [AwsError.Header],
        framing: StreamFraming.JsonLines)
    {
        FinishKinds = BedrockFinish.Kinds,
        Frames = FramePayload.Part,
    };
}
