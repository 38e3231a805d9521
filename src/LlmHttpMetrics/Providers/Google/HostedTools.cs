using LlmHttpMetrics.Json;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.Google;

/// <summary>The searches of Google's models: https://ai.google.dev/gemini-api/docs/google-search.</summary>
internal static class HostedTools
{
    /// <summary>Steps of interactions, and their names in the usage: https://ai.google.dev/api/interactions-api.</summary>
    public static readonly Utf8Table<HostedTool> Steps = new(
    [
        ("google_search_call", HostedTool.WebSearch),
        ("google_search", HostedTool.WebSearch),
        ("google_maps_call", HostedTool.MapsSearch),
        ("google_maps", HostedTool.MapsSearch),
        ("url_context_call", HostedTool.WebFetch),
        ("code_execution_call", HostedTool.CodeExecution),
        ("file_search_call", HostedTool.FileSearch),
        ("retrieval", HostedTool.FileSearch),
        ("mcp_server_tool_call", HostedTool.Mcp),
    ]);

    /// <summary>The metadata of a candidate. Each distinct query is charged once, empty ones are not.</summary>
    public static readonly Field[] Candidate =
    [
        Query("candidates[*].groundingMetadata.webSearchQueries[*]", HostedTool.WebSearch),
        Query("candidates[*].groundingMetadata.imageSearchQueries[*]", HostedTool.WebSearch),
        new("candidates[*].groundingMetadata.groundingChunks[*].maps", FieldAction.HostedSign, (byte)HostedTool.MapsSearch),
        new("candidates[*].groundingMetadata.groundingChunks[*].retrievedContext", FieldAction.HostedSign, (byte)HostedTool.FileSearch),
        Query("candidates[*].urlContextMetadata.urlMetadata[*].retrievedUrl", HostedTool.WebFetch),
        new("candidates[*].content.parts[*].executableCode", FieldAction.HostedCall, (byte)HostedTool.CodeExecution),
    ];

    public static Field[] Step(string step) =>
    [
        new(step, FieldAction.HostedItem),
        Query($"{step}.arguments.queries[*]", HostedTool.WebSearch),
    ];

    public static Field[] Usage(string usage) =>
    [
        new($"{usage}.grounding_tool_count[*]", FieldAction.HostedItem, FieldMarks.CountedTools),
        new($"{usage}.grounding_tool_count[*].type", FieldAction.HostedName),
        new($"{usage}.grounding_tool_count[*].count", FieldAction.HostedAmount),
    ];

    private static Field Query(string path, HostedTool tool) => new(path, FieldAction.HostedQuery, (byte)tool);
}
