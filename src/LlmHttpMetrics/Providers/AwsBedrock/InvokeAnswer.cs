using LlmHttpMetrics.Json;
using LlmHttpMetrics.Providers.Anthropic;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.AwsBedrock;

/// <summary>
/// The answers of the models' own bodies, family by family; no member has different meanings in different families:
/// https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters.html.
/// </summary>
internal static class InvokeAnswer
{
    public static readonly Field[] Body =
    [
        .. AwsError.Body,
        .. Everywhere,

        // Anthropic.
        new("content[*].type", FieldAction.ItemType),
        Answer("content[*].text"),
        new("content[*].thinking", FieldAction.Text, (byte)TextKind.Reasoning),

        // Nova.
        new("stopReason", FieldAction.FinishReason),
        .. Converse.Content("output.message.content[*]."),

        // Titan.
        new("results[*]", FieldAction.Choice),
        new("results[*].completionReason", FieldAction.FinishReason),
        Answer("results[*].outputText"),

        // Command R: its tool calls; Command: its generations.
        new("tool_calls[*]", FieldAction.ToolCall),
        .. Generations("", TextKind.Answer),

        // Jurassic.
        new("completions[*]", FieldAction.Choice),
        new("completions[*].finishReason.reason", FieldAction.FinishReason),
        Answer("completions[*].data.text"),
    ];

    public static readonly Field[] Events =
    [
        .. Everywhere,

        // Anthropic.
        new("message.id", FieldAction.Id),
        new("message.model", FieldAction.Model),
        .. Messages.Served("message.usage"),
        new("delta.stop_reason", FieldAction.FinishReason),
        new("content_block.type", FieldAction.ItemType),
        Answer("content_block.text"),
        Answer("delta.text"),
        new("delta.thinking", FieldAction.Text, (byte)TextKind.Reasoning),
        new("delta.partial_json", FieldAction.Text, (byte)TextKind.ToolArguments),

        // Nova: the events of ConverseStream, each in a member with its name.
        new("messageStop.stopReason", FieldAction.FinishReason),
        new("contentBlockStart.start.toolUse", FieldAction.ToolCall),
        new("contentBlockStart.start.toolUse.type", FieldAction.ToolCallType),
        Answer("contentBlockDelta.delta.text"),
        new("contentBlockDelta.delta.toolUse.input", FieldAction.Text, (byte)TextKind.ToolArguments),
        new("contentBlockDelta.delta.reasoningContent.text", FieldAction.Text, (byte)TextKind.Reasoning),
        new("contentBlockDelta.delta.reasoningContent.reasoningText.text", FieldAction.Text, (byte)TextKind.Reasoning),

        // Titan.
        new("completionReason", FieldAction.FinishReason),
        Answer("outputText"),

        // Command ends all its generations with one event: https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-cohere-command.html.
        new("is_finished", FieldAction.Done),
        .. Generations("", TextKind.FinalAnswer),
        .. Generations("response.", TextKind.FinalAnswer),
        new("response.id", FieldAction.Id),
        new("response.response_id", FieldAction.Id),
        new("response.text", FieldAction.Text, (byte)TextKind.FinalAnswer),
        new("generation_id", FieldAction.Id),

        // Command R: all tool calls are in one event.
        new("tool_calls[*]", FieldAction.ToolCall),
        .. Choices("delta"),
    ];

    private static IEnumerable<Field> Everywhere =>
    [
        new("id", FieldAction.Id),
        new("response_id", FieldAction.Id),
        new("model", FieldAction.Model),
        new("service_tier", FieldAction.ServiceTier),
        .. Messages.Served("usage"),
        new("type", FieldAction.EventType),
        new("error", FieldAction.Error),
        new("error.type", FieldAction.ErrorType),
        new("error.message", FieldAction.ErrorMessage),

        // The action of a guardrail: https://docs.aws.amazon.com/bedrock/latest/userguide/guardrails-use-invoke.html.
        new("amazon-bedrock-guardrailAction", FieldAction.IncompleteReason),

        // Anthropic's messages and completions, Llama; Command and Command R.
        new("stop_reason", FieldAction.FinishReason),
        new("finish_reason", FieldAction.FinishReason),
        Answer("completion"),
        Answer("generation"),
        Answer("text"),

        // Mistral's completion.
        new("outputs[*]", FieldAction.Choice),
        new("outputs[*].stop_reason", FieldAction.FinishReason),
        Answer("outputs[*].text"),

        // Jamba, OpenAI, Mistral's chat, DeepSeek, Qwen.
        new("choices[*]", FieldAction.Choice),
        new("choices[*].index", FieldAction.ChoiceIndex),
        new("choices[*].finish_reason", FieldAction.FinishReason),
        new("choices[*].stop_reason", FieldAction.FinishReason, 1),
        Answer("choices[*].text"),
        .. Choices("message"),
    ];

    private static IEnumerable<Field> Generations(string prefix, TextKind text) =>
    [
        new($"{prefix}generations[*]", FieldAction.Choice),
        new($"{prefix}generations[*].index", FieldAction.ChoiceIndex),
        new($"{prefix}generations[*].finish_reason", FieldAction.FinishReason),
        new($"{prefix}generations[*].text", FieldAction.Text, (byte)text),
    ];

    private static IEnumerable<Field> Choices(string message) =>
    [
        Answer($"choices[*].{message}.content"),
        Answer($"choices[*].{message}.content[*].text"),
        new($"choices[*].{message}.reasoning_content", FieldAction.Text, (byte)TextKind.Reasoning),
        new($"choices[*].{message}.reasoning", FieldAction.Text, (byte)TextKind.Reasoning),
        new($"choices[*].{message}.refusal", FieldAction.Text, (byte)TextKind.Refusal),
        new($"choices[*].{message}.tool_calls[*].function.arguments", FieldAction.Text, (byte)TextKind.ToolArguments),
        new($"choices[*].{message}.tool_calls[*]", FieldAction.ToolCall),
        new($"choices[*].{message}.tool_calls[*].index", FieldAction.ToolCallIndex),
        new($"choices[*].{message}.tool_calls[*].id", FieldAction.ToolCallId),
    ];

    private static Field Answer(string path) => new(path, FieldAction.Text, (byte)TextKind.Answer);
}
