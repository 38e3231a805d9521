using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.Frames;

/// <summary>The message overhead of chats, by format and model.</summary>
internal static class ChatFrames
{
    /// <summary>OpenAI's own models, and the open models behind OpenAI-compatible servers.</summary>
    public static readonly FrameTable OfChat = new(OpenAiFrames.Others, [.. OpenAiFrames.OfChat, .. TemplateFrames.All]);

    public static readonly FrameTable OfResponses = new(OpenAiFrames.Others, [.. OpenAiFrames.OfResponses, .. TemplateFrames.All]);

    /// <summary>Ollama uses its own templates, which differ from the vendors' in the dates of Llama's.</summary>
    public static readonly FrameTable OfOllama = new(rest: null, [.. TemplateFrames.OfOllama, .. TemplateFrames.All]);
}
