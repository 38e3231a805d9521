using LlmHttpMetrics.Json;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.Anthropic;

/// <summary>
/// Server tools: https://docs.anthropic.com/en/docs/agents-and-tools/tool-use/overview. Their blocks have a name, and the usage counts the calls
/// that are charged.
/// </summary>
internal static class HostedTools
{
    public static readonly Utf8Table<HostedTool> Names = new(
    [
        ("web_search", HostedTool.WebSearch),
        ("web_fetch", HostedTool.WebFetch),
        ("code_execution", HostedTool.CodeExecution),
        ("bash_code_execution", HostedTool.CodeExecution),
        ("text_editor_code_execution", HostedTool.CodeExecution),
        ("tool_search_tool_regex", HostedTool.ToolSearch),
        ("tool_search_tool_bm25", HostedTool.ToolSearch),
        ("advisor", HostedTool.Advisor),
        ("mcp_tool_use", HostedTool.Mcp),
    ]);

    public static Field[] Block(string block) =>
    [
        new(block, FieldAction.HostedItem),
        new($"{block}.name", FieldAction.HostedName),
    ];

    public static Field[] Usage(string usage) =>
    [
        new($"{usage}.server_tool_use.web_search_requests", FieldAction.HostedCalls, (byte)HostedTool.WebSearch),
        new($"{usage}.server_tool_use.web_fetch_requests", FieldAction.HostedCalls, (byte)HostedTool.WebFetch),
    ];
}
