using LlmHttpMetrics.Json;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.OpenAi;

/// <summary>Where the answers of OpenAI-compatible endpoints report the tools that the provider ran, and how often.</summary>
internal static class HostedTools
{
    /// <summary>
    /// Item types of Responses: https://platform.openai.com/docs/api-reference/responses/object, and those of x.ai:
    /// https://docs.x.ai/developers/tools/overview.
    /// </summary>
    public static readonly Utf8Table<HostedTool> Items = new(
    [
        ("web_search_call", HostedTool.WebSearch),
        ("x_search_call", HostedTool.XSearch),
        ("file_search_call", HostedTool.FileSearch),
        ("collections_search_call", HostedTool.FileSearch),
        ("attachment_search_call", HostedTool.DocumentSearch),
        ("code_interpreter_call", HostedTool.CodeExecution),
        ("shell_call", HostedTool.CodeExecution),
        ("image_generation_call", HostedTool.ImageGeneration),
        ("mcp_call", HostedTool.Mcp),
        ("tool_search_call", HostedTool.ToolSearch),
    ]);

    /// <summary>Groq's built-in tools: https://console.groq.com/docs/compound/built-in-tools.</summary>
    public static readonly Utf8Table<HostedTool> Executed = new(
    [
        ("search", HostedTool.WebSearch),
        ("web_search", HostedTool.WebSearch),
        ("browser_search", HostedTool.WebSearch),
        ("visit", HostedTool.WebFetch),
        ("visit_website", HostedTool.WebFetch),
        ("python", HostedTool.CodeExecution),
        ("code_interpreter", HostedTool.CodeExecution),
    ]);

    /// <summary>The items of one list.</summary>
    /// <param name="item">The path of an item.</param>
    /// <param name="list">The kind of list.</param>
    public static Field[] Item(string item, byte list) =>
    [
        new(item, FieldAction.HostedItem, list),
        new($"{item}.action.type", FieldAction.HostedAction),
    ];

    /// <summary>What a response reports outside of its items. The usage is that of x.ai and Perplexity's agents.</summary>
    /// <param name="prefix">The path of the response.</param>
    public static Field[] Response(string prefix) =>
    [
        new($"{prefix}tools[*].type", FieldAction.HostedDeclared),
        Calls($"{prefix}tool_usage.web_search.num_requests", HostedTool.WebSearch),
        .. XAi($"{prefix}usage"),

        // https://docs.perplexity.ai/api-reference/agent-post.
        Calls($"{prefix}usage.tool_calls_details.search_web.invocation", HostedTool.WebSearch),
        Calls($"{prefix}usage.tool_calls_details.web_search.invocation", HostedTool.WebSearch),
        Calls($"{prefix}usage.tool_calls_details.fetch_url.invocation", HostedTool.WebFetch),
    ];

    /// <summary>The usage of Chat Completions, with the additions of providers that run tools themselves.</summary>
    public static readonly Field[] ChatUsage =
    [
        .. XAi("usage"),

        // https://openrouter.ai/docs/features/server-tools; earlier answers had the shorter name.
        Calls("usage.server_tool_use_details.web_search_requests", HostedTool.WebSearch),
        Calls("usage.server_tool_use_details.web_fetch_requests", HostedTool.WebFetch),
        Calls("usage.server_tool_use.web_search_requests", HostedTool.WebSearch),
        Calls("usage.server_tool_use.web_fetch_requests", HostedTool.WebFetch),

        // https://docs.perplexity.ai/api-reference/chat-completions-post.
        Calls("usage.num_search_queries", HostedTool.WebSearch),
        new("usage.search_context_size", FieldAction.SearchContext, (byte)HostedTool.WebSearch),

        // https://docs.mistral.ai/agents/connectors/connectors_overview.
        .. Connectors("usage"),

        // https://help.aliyun.com/zh/model-studio/web-search.
        Calls("usage.plugins.search.count", HostedTool.WebSearch),
    ];

    /// <summary>The tools in a message: Groq lists those that were run, OpenRouter the files that it converted to text.</summary>
    public static Field[] Message(string message) =>
    [
        new($"choices[*].{message}.executed_tools[*]", FieldAction.HostedItem, FieldMarks.ExecutedTools),
        new($"choices[*].{message}.executed_tools[*].type", FieldAction.HostedName),
        new($"choices[*].{message}.executed_tools[*].index", FieldAction.HostedAmount),
        new($"choices[*].{message}.annotations[*].file", FieldAction.HostedCall, (byte)HostedTool.FileParser),
    ];

    /// <summary>Mistral's connectors.</summary>
    public static Field[] Connectors(string usage) =>
    [
        Calls($"{usage}.connectors.web_search", HostedTool.WebSearch),
        Calls($"{usage}.connectors.web_search_premium", HostedTool.PremiumSearch),
        Calls($"{usage}.connectors.code_interpreter", HostedTool.CodeExecution),
        Calls($"{usage}.connectors.image_generation", HostedTool.ImageGeneration),
        Calls($"{usage}.connectors.document_library", HostedTool.FileSearch),
    ];

    /// <summary>
    /// https://docs.x.ai/developers/tools/tool-usage-details and, for the live search of 2025, https://docs.x.ai/docs/guides/live-search.
    /// </summary>
    private static Field[] XAi(string usage) =>
    [
        Calls($"{usage}.server_side_tool_usage_details.web_search_calls", HostedTool.WebSearch),
        Calls($"{usage}.server_side_tool_usage_details.x_search_calls", HostedTool.XSearch),
        Calls($"{usage}.server_side_tool_usage_details.code_interpreter_calls", HostedTool.CodeExecution),
        Calls($"{usage}.server_side_tool_usage_details.file_search_calls", HostedTool.FileSearch),
        Calls($"{usage}.server_side_tool_usage_details.mcp_calls", HostedTool.Mcp),
        Calls($"{usage}.server_side_tool_usage_details.document_search_calls", HostedTool.DocumentSearch),
        Calls($"{usage}.server_side_tool_usage_details.image_generation_calls", HostedTool.ImageGeneration),
        new($"{usage}.num_server_side_tools_used", FieldAction.HostedTotal),
        Calls($"{usage}.num_sources_used", HostedTool.SearchSource),
    ];

    private static Field Calls(string path, HostedTool tool) => new(path, FieldAction.HostedCalls, (byte)tool);
}
