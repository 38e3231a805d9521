using System.Text.Json;
using LlmHttpMetrics.IntegrationTests.Conformance;

namespace LlmHttpMetrics.IntegrationTests.Measurement;

/// <summary>
/// Which recorded calls are text alone: messages of text and nothing besides that costs tokens, answered by text without tools and without
/// reasoning, all of it reported. Requests that the recording made up are none.
/// </summary>
internal static class TextOnly
{
    private static readonly string[] Operations = ["chat", "responses", "generate_content", "interactions", "text_completion"];

    private static readonly HashSet<string> Members =
    [
        "tools", "functions", "tool_calls", "function_call", "toolConfig", "tool_config", "functionDeclarations", "functionCall", "functionResponse",
        "toolUse", "toolResult", "input_schema",
        "image", "image_url", "images", "input_audio", "audio", "video", "video_url", "file", "inlineData", "inline_data", "fileData", "file_data",
        "document", "document_url", "documents", "source",
        "json_schema", "schema", "response_schema", "responseSchema", "responseJsonSchema",
        "previous_response_id", "previous_interaction_id", "conversation", "encrypted_content", "reasoningContent", "cachedContent", "cached_content",
        "context_management",
        "mcp_servers", "connectors", "search_parameters", "web_search_options", "plugins", "data_sources",
    ];

    private static readonly HashSet<string> Types =
    [
        "image", "image_url", "input_image", "document", "document_url", "file", "input_file", "input_audio", "audio", "video_url", "input_video",
        "container_upload",
        "tool_use", "tool_result", "server_tool_use", "function_call", "function_call_output", "function_result", "reasoning", "thinking",
        "item_reference", "compaction",
    ];

    public static bool Is(CorpusRecord record) =>
        Operations.Contains(record.Operation) && record.Response.Status == 200 && !record.IsMadeUp
        && record.Expected.Figure("input_tokens_incl_cache") is > 0 && record.Expected.Figure("output_tokens_incl_reasoning") is > 0
        && record.Expected.Figure("tool_calls") is null or 0
        && record.Expected.Figure("hosted_tool_calls") is null or 0
        && record.Expected.Figure("reasoning_tokens") is null or 0
        && IsText(record.Request.Body);

    private static bool IsText(byte[] body)
    {
        try
        {
            using var request = JsonDocument.Parse(body);
            return IsText(request.RootElement);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool IsText(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().All(member =>
            (!Members.Contains(member.Name) || IsEmpty(member.Value))
            && !(member.NameEquals("type") && member.Value.ValueKind == JsonValueKind.String && Types.Contains(member.Value.GetString()!))
            && IsText(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().All(IsText),
        _ => true,
    };

    private static bool IsEmpty(JsonElement value) => value.ValueKind == JsonValueKind.Null
        || (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 0)
        || (value.ValueKind == JsonValueKind.Object && !value.EnumerateObject().Any());
}
