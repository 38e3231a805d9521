using LlmHttpMetrics.Json;
using LlmHttpMetrics.Providers.Frames;
using LlmHttpMetrics.Providers.OpenAi;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.Anthropic;

/// <summary>Messages: https://docs.anthropic.com/en/api/messages and /messages-streaming.</summary>
internal static class Messages
{
    public static readonly WireFormat Format = new(
        "anthropic",
        request:
        [
            .. AnthropicRequest.Common,
            .. OpenAiRequest.Messages,
            OpenAiRequest.Input("system"),
            OpenAiRequest.Input("system[*].text"),
            new("messages[*].content[*].source", FieldAction.Extra),
            new("messages[*].content[*].input", FieldAction.Extra),
            new("messages[*].content[*].content", FieldAction.Extra),
            new("mcp_servers", FieldAction.Extra),
            new("output_format.schema", FieldAction.Extra),
            new("output_config.format.schema", FieldAction.Extra),
        ],
        body:
        [
            .. Error,
            .. BareError,
            .. Message(""),
            .. OpenAiAnswer.Cost("usage"),
            .. HostedTools.Usage("usage"),
            .. HostedTools.Block("content[*]"),
            new("stop_reason", FieldAction.FinishReason),
            new("content[*].type", FieldAction.ItemType),
            new("content[*].text", FieldAction.Text, (byte)TextKind.Answer),
            new("content[*].thinking", FieldAction.Text, (byte)TextKind.Reasoning),
        ],
        events:
        [
            .. Error,
            .. Message("message."),
            .. Served("usage"),
            .. OpenAiAnswer.Cost("usage"),
            .. HostedTools.Usage("message.usage"),
            .. HostedTools.Usage("usage"),
            .. HostedTools.Block("content_block"),
            new("message.stop_reason", FieldAction.FinishReason),
            new("delta.stop_reason", FieldAction.FinishReason),
            new("content_block.type", FieldAction.ItemType),
            new("content_block.text", FieldAction.Text, (byte)TextKind.Answer),
            new("delta.text", FieldAction.Text, (byte)TextKind.Answer),
            new("delta.thinking", FieldAction.Text, (byte)TextKind.Reasoning),
            new("delta.partial_json", FieldAction.Text, (byte)TextKind.ToolArguments),
        ],
        bodyUsage: [Usage("usage")],

        // CLIProxyAPI sends it in the delta.
        eventUsage: [Usage("message.usage", "usage", "delta.usage")],
        usage: UsageRule.CacheOutsideInput,
        eventRules: EventRules,
        itemKinds: ItemKinds)
    {
        CountApi = CountTokens.Api,
        MessageFrames = AnthropicFrames.Table,
        HostedTools = HostedTools.Names,
    };

    /// <summary>The events that end or fail a stream, at all hosts of this API.</summary>
    public static IEnumerable<(string Type, EventRule Rule)> EventRules =>
    [
        ("message_stop", new EventRule(Ends: true)),
        ("error", new EventRule(Fails: true)),
    ];

    /// <summary>The blocks that are tool calls.</summary>
    public static IEnumerable<(string Type, ItemKind Kind)> ItemKinds =>
    [
        ("tool_use", ItemKind.ToolCall),
        ("server_tool_use", ItemKind.HostedToolCall),
        ("mcp_tool_use", ItemKind.HostedToolCall),
    ];

    /// <summary>A stream sends the object at its start and again, with some or all figures, in <c>message_delta</c>.</summary>
    public static FigureGroup Usage(params string[] paths) => new(
        paths,
        (Figure.Input, "input_tokens"),
        (Figure.Output, "output_tokens"),
        (Figure.CachedInput, "cache_read_input_tokens"),
        (Figure.CacheWrite, "cache_creation_input_tokens"),
        (Figure.CacheWrite5Minutes, "cache_creation.ephemeral_5m_input_tokens"),
        (Figure.CacheWrite1Hour, "cache_creation.ephemeral_1h_input_tokens"),
        (Figure.Reasoning, "output_tokens_details.thinking_tokens"))
    {
        Passes = "iterations",
    };

    /// <summary>
    /// What else the price depends on: the tier, https://platform.claude.com/docs/en/build-with-claude/fast-mode and
    /// https://platform.claude.com/docs/en/build-with-claude/data-residency.
    /// </summary>
    public static IEnumerable<Field> Served(string usage) =>
    [
        new($"{usage}.service_tier", FieldAction.ServiceTier),
        new($"{usage}.speed", FieldAction.Speed),
        new($"{usage}.inference_geo", FieldAction.Region),
    ];

    private static IEnumerable<Field> Error =>
    [
        new("type", FieldAction.EventType),
        new("error", FieldAction.Error),
        new("error.type", FieldAction.ErrorType),
        new("error.code", FieldAction.ErrorCode),
        new("error.message", FieldAction.ErrorMessage),
        new("error.metadata.error_type", FieldAction.ErrorType),

        // MiniMax's Messages report errors with status 200, as its chat does: https://platform.minimax.io/docs/api-reference/text-anthropic-api.
        new("base_resp.status_code", FieldAction.ErrorCode, FieldMarks.ZeroIsFine),
        new("base_resp.status_msg", FieldAction.ErrorMessage),
    ];

    /// <summary>
    /// The errors of hosts that serve Messages in addition to their own API: Model Studio
    /// (https://www.alibabacloud.com/help/en/model-studio/error-code) and servers written with FastAPI.
    /// </summary>
    private static IEnumerable<Field> BareError =>
    [
        new("code", FieldAction.ErrorCode, 1),
        new("message", FieldAction.ErrorMessage, 1),
        new("error_type", FieldAction.ErrorType, 1),
        new("detail", FieldAction.ErrorMessage, 1),
        new("detail[*].type", FieldAction.ErrorType, 1),
    ];

    private static IEnumerable<Field> Message(string prefix) =>
    [
        new($"{prefix}id", FieldAction.Id),
        new($"{prefix}model", FieldAction.Model),
        .. Served($"{prefix}usage"),
    ];
}
