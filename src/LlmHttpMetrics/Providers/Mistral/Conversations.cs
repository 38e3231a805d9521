using LlmHttpMetrics.Json;
using LlmHttpMetrics.Providers.OpenAi;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.Mistral;

/// <summary>
/// Conversations with a model or an agent, which the provider stores and whose tools it may run:
/// https://docs.mistral.ai/api/endpoint/beta/conversations. The tokens that its connectors add to the prompt are a separate figure.
/// </summary>
internal static class Conversations
{
    public static readonly WireFormat Format = new(
        "mistral.conversations",
        request:
        [
            new("model", FieldAction.Model),
            Parameter("stream", RequestParameter.Stream),
            Parameter("completion_args.max_tokens", RequestParameter.MaxTokens),
            Parameter("completion_args.temperature", RequestParameter.Temperature),
            Parameter("completion_args.top_p", RequestParameter.TopP),
            Parameter("completion_args.frequency_penalty", RequestParameter.FrequencyPenalty),
            Parameter("completion_args.presence_penalty", RequestParameter.PresencePenalty),
            Parameter("completion_args.random_seed", RequestParameter.Seed),
            Parameter("completion_args.response_format.type", RequestParameter.OutputType),
            OpenAiRequest.Input("instructions"),
            OpenAiRequest.Input("inputs"),
            OpenAiRequest.Input("inputs[*].content"),
            OpenAiRequest.Input("inputs[*].content[*].text"),
            OpenAiRequest.Input("inputs[*].result"),
            new("tools", FieldAction.Extra),
        ],
        body:
        [
            .. OpenAiAnswer.Common,
            new("conversation_id", FieldAction.Id),
            new("outputs[*].model", FieldAction.Model),
            new("outputs[*].type", FieldAction.ItemType),
            .. Content("outputs[*].content"),
            .. HostedTools.Connectors("usage"),
        ],
        events:
        [
            .. OpenAiAnswer.Error(""),
            new("conversation_id", FieldAction.Id),
            new("model", FieldAction.Model),
            new("type", FieldAction.EventType),
            new("code", FieldAction.ErrorCode, 1),
            new("message", FieldAction.ErrorMessage, 1),
            .. Content("content"),
            new("content.text", FieldAction.Text, (byte)TextKind.Answer),
            new("content.thinking[*].text", FieldAction.Text, (byte)TextKind.Reasoning),
            new("tool_call_id", FieldAction.ToolCallId),
            new("arguments", FieldAction.Text, (byte)TextKind.ToolArguments),
            .. HostedTools.Connectors("usage"),
        ],
        bodyUsage: [Usage],
        eventUsage: [Usage],
        eventRules:
        [
            ("function.call.delta", new EventRule(Call: ItemKind.ToolCall)),
            ("tool.execution.started", new EventRule(Call: ItemKind.HostedToolCall)),
            ("conversation.response.done", new EventRule(Ends: true)),
            ("conversation.response.error", new EventRule(Fails: true)),
        ],
        itemKinds: [("function.call", ItemKind.ToolCall), ("tool.execution", ItemKind.HostedToolCall)]);

    private static FigureGroup Usage => new(
        "usage",
        (Figure.Input, "prompt_tokens"),
        (Figure.Output, "completion_tokens"),
        (Figure.Total, "total_tokens"),
        (Figure.ToolUseInput, "connector_tokens"),
        (Figure.CachedInput, "prompt_tokens_details.cached_tokens"),
        (Figure.CachedInput, "num_cached_tokens"));

    private static Field[] Content(string path) =>
    [
        new(path, FieldAction.Text, (byte)TextKind.Answer),
        new($"{path}[*].text", FieldAction.Text, (byte)TextKind.Answer),
        new($"{path}[*].thinking[*].text", FieldAction.Text, (byte)TextKind.Reasoning),
    ];

    private static Field Parameter(string path, RequestParameter parameter) => new(path, FieldAction.Parameter, (byte)parameter);
}
