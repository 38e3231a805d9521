using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.Frames;

/// <summary>What chats cost besides their text, by the format they are sent in and the model.</summary>
internal static class ChatFrames
{
    /// <summary>OpenAI's own, and the open models behind servers that speak as OpenAI does.</summary>
    public static readonly FrameTable OfChat = new(OpenAiFrames.Others, [.. OpenAiFrames.OfChat, .. TemplateFrames.All]);

    public static readonly FrameTable OfResponses = new(OpenAiFrames.Others, [.. OpenAiFrames.OfResponses, .. TemplateFrames.All]);

    /// <summary>Ollama fills in templates of its own, which differ from their makers' in Llama's dates.</summary>
    public static readonly FrameTable OfOllama = new(rest: null, [.. TemplateFrames.OfOllama, .. TemplateFrames.All]);
}
