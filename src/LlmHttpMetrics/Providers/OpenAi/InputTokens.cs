using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.OpenAi;

/// <summary>The token count of a response's input: https://platform.openai.com/docs/api-reference/responses/input-tokens.</summary>
internal static class InputTokens
{
    /// <summary>A conversation already contains the answer when its tokens are counted; a stored prompt is not accepted.</summary>
    public static readonly CountApi Api = new(
        "openai",
        "responses/input_tokens",
        "input_tokens",
        ["model", "input", "instructions", "tools", "tool_choice", "parallel_tool_calls", "previous_response_id", "reasoning", "text", "truncation"])
    {
        Unanswerable = ["conversation", "prompt", "context_management"],
        Elsewhere = ["previous_response_id", "image_url", "file_id", "file_url", "file_data", "encrypted_content"],
    };
}
