using LlmHttpMetrics.Json;
using LlmHttpMetrics.Providers.Frames;
using LlmHttpMetrics.Providers.Google;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.OpenAi;

/// <summary>Chat Completions, as OpenAI and compatible providers serve it: https://platform.openai.com/docs/api-reference/chat.</summary>
internal static class ChatCompletions
{
    public const string Name = "openai.chat";

    public static readonly WireFormat Format = Create(Name);

    /// <summary>Creates the format, with the additions of a provider.</summary>
    /// <param name="name">The format's name.</param>
    /// <param name="request">More members of requests.</param>
    /// <param name="answer">More members of answers and of the events of a stream.</param>
    /// <param name="body">More members of whole answers.</param>
    /// <param name="figures">More figures of the usage.</param>
    /// <param name="rule">How the figures relate to each other.</param>
    /// <param name="finish">The meaning of the provider's own finish reasons.</param>
    /// <param name="usageEnds">A stream ends with its usage.</param>
    public static WireFormat Create(
        string name,
        IEnumerable<Field>? request = null,
        IEnumerable<Field>? answer = null,
        IEnumerable<Field>? body = null,
        IEnumerable<(Figure, string)>? figures = null,
        UsageRule rule = UsageRule.None,
        IEnumerable<(string, FinishKind)>? finish = null,
        bool usageEnds = false)
    {
        var usage = Usage(figures);
        return new(
            name,
            request: [.. OpenAiRequest.Common, .. OpenAiRequest.Messages, .. request ?? []],
            body: [.. OpenAiAnswer.Common, .. HostedTools.ChatUsage, .. Choice("message"), .. answer ?? [], .. body ?? []],
            events: [.. OpenAiAnswer.Common, .. HostedTools.ChatUsage, OpenAiAnswer.Done, .. Choice("delta"), .. answer ?? []],
            bodyUsage: [usage],

            // Groq also sends its figures in x_groq, Moonshot once sent them inside the choice.
            eventUsage: [usage, Short("x_groq.usage"), Short("choices[*].usage")],
            usage: rule,
            eventRules: [OpenAiAnswer.ErrorObject])
        {
            // Vertex AI's OpenAI endpoint.
            Tiers = TrafficTypes.Tiers,
            ApiType = "chat_completions",
            SendsUsageOnRequest = true,

            MessageFrames = ChatFrames.OfChat,
            HostedTools = HostedTools.Executed,
            FinishKinds = new(finish ?? []),
            UsageEndsStream = usageEnds,
        };
    }

    private static FigureGroup Usage(IEnumerable<(Figure, string)>? more) =>
        OpenAiAnswer.CompletionUsage("usage") is var usage && more is null ? usage : usage with { Members = [.. usage.Members, .. more] };

    private static FigureGroup Short(string path) => new(
        path,
        (Figure.Input, "prompt_tokens"),
        (Figure.Output, "completion_tokens"),
        (Figure.Total, "total_tokens"),
        (Figure.CachedInput, "prompt_tokens_details.cached_tokens"),
        (Figure.CachedInput, "cached_tokens"),
        (Figure.Reasoning, "completion_tokens_details.reasoning_tokens"));

    private static IEnumerable<Field> Choice(string message) =>
    [
        .. HostedTools.Message(message),
        new("choices[*]", FieldAction.Choice),
        new("choices[*].index", FieldAction.ChoiceIndex),
        new("choices[*].finish_reason", FieldAction.FinishReason),

        // Why Groq stopped a stream early (groq/types/chat/chat_completion_chunk.py of its SDK); OpenRouter's error for one choice.
        new("x_groq.error", FieldAction.Error, FieldMarks.MayBeType),
        new("x_groq.error.type", FieldAction.ErrorType),
        new("x_groq.error.code", FieldAction.ErrorCode),
        new("x_groq.error.message", FieldAction.ErrorMessage),
        .. OpenAiAnswer.Error("choices[*]."),
        .. OpenAiAnswer.GatewayCost($"choices[*].{message}."),
        Text(message, "content", TextKind.Answer),
        Text(message, "content[*].text", TextKind.Answer),
        Text(message, "content[*].thinking[*].text", TextKind.Reasoning),
        Text(message, "reasoning_content", TextKind.Reasoning),
        Text(message, "reasoning", TextKind.Reasoning),

        // GitHub Copilot's names: https://github.com/microsoft/vscode-copilot-chat/blob/main/src/platform/thinking/common/thinking.ts.
        Text(message, "reasoning_text", TextKind.Reasoning),
        Text(message, "cot_summary", TextKind.Reasoning),
        Text(message, "thinking", TextKind.Reasoning),

        // OpenRouter's, mostly in addition to the text; encrypted reasoning has no text: https://openrouter.ai/docs/use-cases/reasoning-tokens.
        Text(message, "reasoning_details[*].text", TextKind.ReasoningDetail),
        Text(message, "reasoning_details[*].summary", TextKind.ReasoningDetail),
        Text(message, "thinking_blocks[*].thinking", TextKind.ReasoningDetail),
        Text(message, "refusal", TextKind.Refusal),
        Text(message, "content[*].refusal", TextKind.Refusal),

        // https://openrouter.ai/docs/features/multimodal/image-generation.
        Text(message, "images[*].image_url.url", TextKind.Media),
        Text(message, "images[*].url", TextKind.Media),
        Text(message, "content[*].image_url.url", TextKind.Media),
        Text(message, "audio.data", TextKind.Media),
        Text(message, "audio.transcript", TextKind.Media),
        Text(message, "tool_calls[*].function.arguments", TextKind.ToolArguments),
        Text(message, "function_call.arguments", TextKind.ToolArguments),
        new($"choices[*].{message}.tool_calls[*]", FieldAction.ToolCall),
        new($"choices[*].{message}.tool_calls[*].index", FieldAction.ToolCallIndex),
        new($"choices[*].{message}.tool_calls[*].id", FieldAction.ToolCallId),
        new($"choices[*].{message}.function_call", FieldAction.FunctionCall),
    ];

    private static Field Text(string message, string member, TextKind kind) =>
        new($"choices[*].{message}.{member}", FieldAction.Text, (byte)kind);
}
