using System.Text.Json;
using LlmHttpMetrics.MockProviders.Serving;

namespace LlmHttpMetrics.MockProviders.OpenAi;

/// <summary>A tool call of Chat Completions: the whole call, or the first piece of a streamed one.</summary>
internal static class ChatToolCall
{
    public static void Write(Utf8JsonWriter w, string id, string name, string arguments)
    {
        w.WriteString("id", id);
        w.WriteString("type", "function");
        w.Object("function", () =>
        {
            w.WriteString("name", name);
            w.WriteString("arguments", arguments);
        });
    }
}
