using LlmHttpMetrics.Json;
using LlmHttpMetrics.Providers.OpenAi;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.Google;

/// <summary>
/// Interactions: https://ai.google.dev/api/interactions-api and https://ai.google.dev/gemini-api/docs/interactions/streaming. The older form has
/// <c>outputs</c> and <c>content.*</c> events, the newer one <c>steps</c> and <c>step.*</c>.
/// </summary>
internal static class Interactions
{
    public static readonly WireFormat Format = new(
        "gemini.interactions",
        request:
        [
            .. GoogleRequest.Generation,
            new("model", FieldAction.Model),
            GoogleRequest.Parameter("stream", RequestParameter.Stream),
            GoogleRequest.Parameter("previous_interaction_id", RequestParameter.PreviousResponseId),
            OpenAiRequest.Input("system_instruction"),
            .. OpenAiRequest.Strings("input"),
            OpenAiRequest.Input("input.text"),
            OpenAiRequest.Input("input[*].text"),
            OpenAiRequest.Input("input[*].content"),
            OpenAiRequest.Input("input[*].content[*].text"),
        ],
        body:
        [
            .. GoogleAnswer.Error,
            .. Interaction(""),
            .. HostedTools.Step("steps[*]"),
            .. HostedTools.Step("outputs[*]"),
            .. HostedTools.Usage("usage"),
            new("steps[*].type", FieldAction.ItemType),
            new("steps[*].summary[*].text", FieldAction.Text, (byte)TextKind.Reasoning),
            .. Part("steps[*].content[*]"),
            new("outputs[*].type", FieldAction.ItemType),
            new("outputs[*].text", FieldAction.Text, (byte)TextKind.Answer),
            new("outputs[*].summary[*].text", FieldAction.Text, (byte)TextKind.Reasoning),
        ],
        events:
        [
            .. GoogleAnswer.Error,
            .. Interaction("interaction."),
            new("event_type", FieldAction.EventType),
            new("interaction_id", FieldAction.Id),
            new("status", FieldAction.Status),
            .. HostedTools.Step("step"),
            .. HostedTools.Step("content"),
            .. HostedTools.Usage("interaction.usage"),
            new("delta.arguments.queries[*]", FieldAction.HostedQuery, (byte)HostedTool.WebSearch),
            new("step.type", FieldAction.ItemType),
            new("content.type", FieldAction.ItemType),
            .. Part("delta"),
            new("delta.content.text", FieldAction.Text, (byte)TextKind.Reasoning),
            new("delta.arguments", FieldAction.Text, (byte)TextKind.ToolArguments),
            new("delta.data", FieldAction.Text, (byte)TextKind.Media),
            OpenAiAnswer.Done,
        ],
        bodyUsage: [Usage("usage")],
        eventUsage: [Usage("interaction.usage")],
        usage: UsageRule.ReasoningOutsideOutput,
        eventRules:
        [
            ("interaction.completed", new EventRule(Ends: true)),
            ("interaction.complete", new EventRule(Ends: true)),
            ("error", new EventRule(Fails: true)),
        ],
        itemKinds: [("function_call", ItemKind.ToolCall)])
    {
        ModelPrefix = "models/"u8.ToArray(),
        PartKinds = new([("text", TextKind.Answer), ("thought_summary", TextKind.Reasoning), ("thought", TextKind.Reasoning)]),
        HostedTools = HostedTools.Steps,
        HostedCallSuffix = "_call"u8.ToArray(),
        PendingStatuses = new([("in_progress", true)]),
        FinishKinds = new([("failed", FinishKind.Error), ("incomplete", FinishKind.Length), ("budget_exceeded", FinishKind.Length)]),
    };

    private static FigureGroup Usage(string path) => new(
        path,
        (Figure.Input, "total_input_tokens"),
        (Figure.Output, "total_output_tokens"),
        (Figure.Total, "total_tokens"),
        (Figure.CachedInput, "total_cached_tokens"),
        (Figure.Reasoning, "total_thought_tokens"),
        (Figure.Reasoning, "total_reasoning_tokens"),
        (Figure.ToolUseInput, "total_tool_use_tokens"))
    {
        Named =
        [
            GoogleAnswer.Modalities("input_tokens_by_modality", "tokens", Figure.InputText, Figure.InputImage, Figure.InputAudio),
            GoogleAnswer.Modalities("cached_tokens_by_modality", "tokens", Figure.CachedText, Figure.CachedImage, Figure.CachedAudio),
            GoogleAnswer.Modalities("output_tokens_by_modality", "tokens", Figure.OutputText, Figure.OutputImage, Figure.OutputAudio),
        ],
    };

    private static IEnumerable<Field> Interaction(string prefix) =>
    [
        new($"{prefix}id", FieldAction.Id),
        new($"{prefix}model", FieldAction.Model),
        new($"{prefix}status", FieldAction.Status),
        new($"{prefix}service_tier", FieldAction.ServiceTier),
    ];

    private static IEnumerable<Field> Part(string path) =>
    [
        new(path, FieldAction.Part),
        new($"{path}.type", FieldAction.PartType),
        new($"{path}.text", FieldAction.PartText, (byte)TextKind.Answer),
    ];
}
