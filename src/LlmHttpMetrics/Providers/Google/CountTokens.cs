using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.Google;

/// <summary>The Gemini API's count of a request's tokens: https://ai.google.dev/api/tokens. Both spellings of its members are accepted.</summary>
internal static class CountTokens
{
    public static readonly CountApi Api = new(
        "gcp.gemini",
        $"models/{CountApi.Model}:countTokens",
        "totalTokens",
        [
            "contents", "systemInstruction", "system_instruction", "tools", "toolConfig", "tool_config", "generationConfig", "generation_config",
            "cachedContent", "cached_content",
        ])
    {
        Wrapper = "generateContentRequest",
        Elsewhere = ["fileData", "file_data", "inlineData", "inline_data", "cachedContent", "cached_content"],
    };
}
