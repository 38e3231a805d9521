using System.Text.Json;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.OpenAi.Prompt;

/// <summary>
/// The tokens of tools, tool calls and a schema with OpenAI's models. They are written into the prompt as text, in a form that is published for
/// gpt-oss (https://github.com/openai/harmony) and that differs little for the older models. The rest is fitted to the usage of recorded calls;
/// docs/token-counting.md has the accuracy.
/// </summary>
internal sealed class PromptRules : IPartRules
{
    public static readonly PromptRules Chat = new() { PerTools = 9, PerForcedTool = 7, SharesSystem = true };

    public static readonly PromptRules ChatSinceGpt5 = new() { PerTools = 90, PerCall = 6 };

    public static readonly PromptRules Responses = new() { PerTools = 3, PerForcedTool = 7, PerRequiredTool = 9 };

    public static readonly PromptRules ResponsesSinceGpt5 = new() { PerTools = 9 };

    /// <summary>Once, around the tools.</summary>
    private int PerTools { get; init; }

    /// <summary>For a tool that the request forces the model to call, besides its name; 0 if it costs nothing.</summary>
    private int PerForcedTool { get; init; }

    /// <summary>If the request forces the model to call any tool.</summary>
    private int PerRequiredTool { get; init; }

    /// <summary>For each message with tool calls.</summary>
    private int PerCall { get; init; }

    /// <summary>Tools are part of the system message; if there is one, its overhead is already counted.</summary>
    private bool SharesSystem { get; init; }

    public long? Tokens(TextKind kind, JsonElement part, Func<string, long> count) => kind switch
    {
        TextKind.Tools => ToolPrompt.Write(part) is { } text ? text.Length == 0 ? 0 : PerTools + count(text) : null,
        TextKind.ToolChoice => Choice(part, count),
        TextKind.ToolCalls => CallPrompt.Tokens(part, count) is { } tokens ? PerCall + tokens : null,
        TextKind.AnswerSchema => SchemaPrompt.Tokens(part, count),
        _ => null,
    };

    /// <summary>The overhead is counted only once, and a line end is added after the message.</summary>
    public long BesideSystem(string system, Func<string, long> count) =>
        SharesSystem ? (system.EndsWith('\n') ? 0 : count(system + "\n") - count(system)) - 4 : 0;

    private long? Choice(JsonElement choice, Func<string, long> count)
    {
        if (choice.ValueKind == JsonValueKind.String)
        {
            return choice.ValueEquals("required") ? PerRequiredTool : 0;
        }

        var name = choice.Member("function")?.Word("name") ?? choice.Word("name");
        return name is null || PerForcedTool == 0 ? 0 : PerForcedTool + count(name);
    }
}
