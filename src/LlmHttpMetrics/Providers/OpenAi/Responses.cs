using LlmHttpMetrics.Json;
using LlmHttpMetrics.Providers.Frames;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.OpenAi;

/// <summary>Responses: https://platform.openai.com/docs/api-reference/responses and its streaming events.</summary>
internal static class Responses
{
    public static readonly WireFormat Format = new(
        "openai.responses",
        request:
        [
            .. OpenAiRequest.Common,
            new("background", FieldAction.Parameter, (byte)RequestParameter.Background),
            OpenAiRequest.Input("instructions"),
            OpenAiRequest.Input("input"),
            OpenAiRequest.Input("input[*].content"),
            OpenAiRequest.Input("input[*].content[*].text"),
            new("input[*]", FieldAction.Message),
            new("input[*].role", FieldAction.Role),
            new("input[*].call_id", FieldAction.Extra),
            new("input[*].encrypted_content", FieldAction.Extra),
            new("input[*].content[*].image_url", FieldAction.Image),
            new("input[*].content[*].file_id", FieldAction.Extra),
            new("input[*].content[*].file_data", FieldAction.Extra),
            new("input[*].content[*].file_url", FieldAction.Extra),
            OpenAiRequest.Json("tools", TextKind.Tools),
            OpenAiRequest.Json("tool_choice", TextKind.ToolChoice),
            OpenAiRequest.Json("text.format.schema", TextKind.AnswerSchema),
            new("prompt", FieldAction.Extra),
            new("prompt.id", FieldAction.Parameter, (byte)RequestParameter.PromptName),
            new("prompt.version", FieldAction.Parameter, (byte)RequestParameter.PromptVersion),
        ],
        body:
        [
            .. OpenAiAnswer.Common,
            .. Response("", TextKind.Answer, list: 0),
            .. HostedTools.Item("output[*]", list: 0),
            .. HostedTools.Response(""),
            new("output[*].content[*].refusal", FieldAction.Text, (byte)TextKind.Refusal),

            // A status of some local servers; OpenAI's member of that name is an object with settings.
            new("reasoning", FieldAction.Text, (byte)TextKind.Reasoning),
        ],
        events:
        [
            new("type", FieldAction.EventType),
            new("delta", FieldAction.EventText),
            .. Item("item", 0),
            .. OpenAiAnswer.Error(""),
            new("code", FieldAction.ErrorCode, 1),
            new("message", FieldAction.ErrorMessage, 1),
            OpenAiAnswer.Done,
            .. OpenAiAnswer.Cost("response.usage"),
            .. Response("response.", TextKind.FinalAnswer, FieldMarks.FinalItems),
            .. HostedTools.Item("item", list: 0),
            .. HostedTools.Item("response.output[*]", FieldMarks.FinalItems),
            .. HostedTools.Response("response."),
        ],
        bodyUsage: [OpenAiAnswer.InputOutputUsage("usage")],
        eventUsage: [OpenAiAnswer.InputOutputUsage("response.usage")],
        eventRules:
        [
            ("response.output_text.delta", new EventRule(TextKind.Answer)),
            ("response.refusal.delta", new EventRule(TextKind.Refusal)),
            ("response.reasoning_text.delta", new EventRule(TextKind.Reasoning)),
            ("response.reasoning_summary_text.delta", new EventRule(TextKind.Reasoning)),
            ("response.reasoning_summary.delta", new EventRule(TextKind.Reasoning)),
            ("response.reasoning.delta", new EventRule(TextKind.Reasoning)),
            ("response.function_call_arguments.delta", new EventRule(TextKind.ToolArguments)),
            ("response.custom_tool_call_input.delta", new EventRule(TextKind.ToolArguments)),
            ("response.mcp_call_arguments.delta", new EventRule(TextKind.ToolArguments)),
            ("response.mcp_call.arguments_delta", new EventRule(TextKind.ToolArguments)),
            ("response.code_interpreter_call_code.delta", new EventRule(TextKind.ToolArguments)),
            ("response.code_interpreter_call.code.delta", new EventRule(TextKind.ToolArguments)),
            ("response.audio.delta", new EventRule(TextKind.Media)),
            ("response.output_audio.delta", new EventRule(TextKind.Media)),
            ("response.audio.transcript.delta", new EventRule(TextKind.Media)),
            ("response.output_audio_transcript.delta", new EventRule(TextKind.Media)),
            ("response.image_generation_call.partial_image", new EventRule(Content: true)),
            ("response.output_item.done", new EventRule(Repeats: true)),
            ("response.completed", new EventRule(Ends: true)),
            ("response.incomplete", new EventRule(Ends: true)),
            ("response.failed", new EventRule(Ends: true, Fails: true)),
            ("response.cancelled", new EventRule(Ends: true, Fails: true)),

            // OpenRouter's end event: https://openrouter.ai/docs/api/reference/responses/overview.
            ("response.done", new EventRule(Ends: true)),
            ("error", new EventRule(Fails: true)),
        ],
        itemKinds:
        [
            ("function_call", ItemKind.ToolCall),
            ("custom_tool_call", ItemKind.ToolCall),

            // Run by the client: https://platform.openai.com/docs/guides/tools-computer-use, /tools-local-shell, /tools-apply-patch.
            ("computer_call", ItemKind.ToolCall),
            ("local_shell_call", ItemKind.ToolCall),
            ("apply_patch_call", ItemKind.ToolCall),

            // Run in its environment, which is the client's own unless it is a container: https://platform.openai.com/docs/guides/tools-shell.
            ("shell_call", ItemKind.CallByPlace),
        ])
    {
        ApiType = "responses",
        CountApi = InputTokens.Api,
        MessageFrames = ChatFrames.OfResponses,
        LooseTextIsMessage = true,
        PartKinds = new(
        [
            ("output_text", TextKind.Answer),
            ("text", TextKind.Answer),
            ("refusal", TextKind.Refusal),
            ("reasoning_text", TextKind.Reasoning),
            ("summary_text", TextKind.Reasoning),
        ]),
        PendingStatuses = new([("queued", true), ("in_progress", true)]),

        // An answer that is incomplete without a reason was cut off.
        FinishKinds = new([("failed", FinishKind.Error), ("cancelled", FinishKind.Error), ("incomplete", FinishKind.Length)]),
        HostedCallSuffix = "_call"u8.ToArray(),
        HostedTools = HostedTools.Items,
    };

    /// <summary>An output item: its kind, and, for a call whose type does not show it, whether the provider runs it.</summary>
    private static IEnumerable<Field> Item(string path, byte list) =>
    [
        new($"{path}.type", FieldAction.ItemType, list),
        new($"{path}.environment.type", FieldAction.ItemPlace, list),
    ];

    private static IEnumerable<Field> Response(string prefix, TextKind text, byte list) =>
    [
        new($"{prefix}id", FieldAction.Id),
        new($"{prefix}model", FieldAction.Model),
        new($"{prefix}service_tier", FieldAction.ServiceTier),
        new($"{prefix}status", FieldAction.Status),
        new($"{prefix}incomplete_details.reason", FieldAction.IncompleteReason),
        .. OpenAiAnswer.Error(prefix),
        .. Item($"{prefix}output[*]", list),
        new($"{prefix}output[*].content[*]", FieldAction.Part),
        new($"{prefix}output[*].content[*].type", FieldAction.PartType),
        new($"{prefix}output[*].content[*].text", FieldAction.PartText, (byte)text),
    ];
}
