using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.Anthropic;

/// <summary>The count of a message's tokens: https://docs.anthropic.com/en/api/messages-count-tokens.</summary>
internal static class CountTokens
{
    public static readonly CountApi Api = new(
        "anthropic", "v1/messages/count_tokens", "input_tokens",
        ["model", "messages", "system", "tools", "tool_choice", "thinking", "output_config", "cache_control"])
    {
        Unanswerable = ["mcp_servers", "container", "context_management"],
        Elsewhere = ["source"],
        Headers = [("anthropic-version", "2023-06-01")],
    };
}
