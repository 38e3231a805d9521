using LlmHttpMetrics.Json;
using LlmHttpMetrics.Providers.OpenAi;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.Google;

/// <summary>
/// Content generation, as one answer, as server-sent events (<c>alt=sse</c>) or as one JSON array: https://ai.google.dev/api/generate-content.
/// Vertex AI has the same bodies except for the numbers of its finish reasons.
/// </summary>
internal static class GenerateContent
{
    private static readonly Field[] Request =
    [
        .. GoogleRequest.Generation,
        new("contents", FieldAction.Evidence, (byte)RequestEvidence.Messages),
        OpenAiRequest.Input("contents[*].parts[*].text"),
        OpenAiRequest.Input("systemInstruction.parts.text"),
        OpenAiRequest.Input("systemInstruction.parts[*].text"),
        OpenAiRequest.Input("system_instruction.parts.text"),
        OpenAiRequest.Input("system_instruction.parts[*].text"),
        .. GoogleRequest.Extras,
        .. GoogleRequest.ExtraParts("contents[*].parts[*]"),
    ];

    private static readonly Field[] Answer =
    [
        .. GoogleAnswer.Error,
        .. HostedTools.Candidate,
        new("responseId", FieldAction.Id),
        new("modelVersion", FieldAction.Model),
        new("usageMetadata.serviceTier", FieldAction.ServiceTier, 1),
        new("usageMetadata.trafficType", FieldAction.ServiceTier, 1),
        new("promptFeedback.blockReason", FieldAction.BlockReason),
        new("candidates[*]", FieldAction.Choice),
        new("candidates[*].index", FieldAction.ChoiceIndex),
        new("candidates[*].finishReason", FieldAction.FinishReason),
        new("candidates[*].content.parts[*]", FieldAction.Part),
        new("candidates[*].content.parts[*].thought", FieldAction.PartType),
        new("candidates[*].content.parts[*].text", FieldAction.PartText, (byte)TextKind.Answer),
        new("candidates[*].content.parts[*].inlineData.data", FieldAction.Text, (byte)TextKind.Media),
        new("candidates[*].content.parts[*].executableCode.code", FieldAction.Text, (byte)TextKind.ToolArguments),

        // Streamed arguments follow in parts without the call's name:
        // https://cloud.google.com/vertex-ai/generative-ai/docs/multimodal/function-calling (streamFunctionCallArguments).
        new("candidates[*].content.parts[*].functionCall.name", FieldAction.ToolCallName),
        new("candidates[*].content.parts[*].functionCall.partialArgs[*].stringValue", FieldAction.Text, (byte)TextKind.ToolArguments),
    ];

    private static readonly (string, FinishKind)[] Words =
    [
        ("MAX_TOKENS", FinishKind.Length),
        .. Filtered(
            "SAFETY", "RECITATION", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII", "MODEL_ARMOR", "IMAGE_SAFETY", "IMAGE_PROHIBITED_CONTENT", "IMAGE_RECITATION"),
        ("2", FinishKind.Length),
        .. Filtered("3", "4"),
    ];

    /// <summary>Numbers: https://github.com/googleapis/googleapis/blob/master/google/ai/generativelanguage/v1beta/generative_service.proto.</summary>
    public static readonly WireFormat Gemini = Create(Filtered("7", "8", "9", "11", "14", "17"), CountTokens.Api);

    /// <summary>Numbers: https://github.com/googleapis/googleapis/blob/master/google/cloud/aiplatform/v1/content.proto.</summary>
    public static readonly WireFormat Vertex = Create(Filtered("6", "7", "8", "10", "11", "12", "13"));

    private static WireFormat Create((string, FinishKind)[] numbers, CountApi? count = null) => new(
        "gemini",
        Request,
        body: Answer,
        events: Answer,
        bodyUsage: [GoogleAnswer.Usage("usageMetadata")],
        eventUsage: [GoogleAnswer.Usage("usageMetadata")],
        usage: UsageRule.ReasoningOutsideOutput,
        framing: StreamFraming.JsonArray)
    {
        Tiers = TrafficTypes.Tiers,
        PartKinds = new([("true", TextKind.Reasoning)]),
        FinishKinds = new([.. Words, .. numbers]),
        CountApi = count,
    };

    private static (string, FinishKind)[] Filtered(params string[] reasons) => [.. reasons.Select(reason => (reason, FinishKind.ContentFilter))];
}
