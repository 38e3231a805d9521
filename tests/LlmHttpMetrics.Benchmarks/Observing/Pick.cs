using System.Text.Json;

namespace LlmHttpMetrics.Benchmarks.Observing;

/// <summary>Picks the few values that a meter needs from a document of any of the formats. The sum keeps them from being optimised away.</summary>
internal static class Pick
{
    public static int Answer(JsonElement root)
    {
        var holder = Member(root, "response") is { ValueKind: JsonValueKind.Object } response ? response
            : Member(root, "message") is { ValueKind: JsonValueKind.Object } message ? message
            : root;
        var picked = Text(Member(holder, "model")) + Usage(Member(holder, "usage"));
        if (Member(root, "choices") is { ValueKind: JsonValueKind.Array } choices)
        {
            foreach (var choice in choices.EnumerateArray())
            {
                picked += Text(Member(choice, "finish_reason"));
                var content = Member(choice, "delta") is { ValueKind: JsonValueKind.Object } delta ? delta : Member(choice, "message");
                picked += Text(Member(content, "content"));
            }
        }
        else if (Member(root, "delta") is var delta && delta.ValueKind == JsonValueKind.Object)
        {
            picked += Text(Member(delta, "text")) + Text(Member(delta, "stop_reason")) + Usage(Member(root, "usage"));
        }
        else
        {
            picked += Text(delta) + Text(Member(holder, "status")) + Text(Member(holder, "stop_reason")) + Parts(Member(holder, "content"));
        }

        return picked;
    }

    public static int Request(JsonElement root)
    {
        var picked = Text(Member(root, "model")) + (Member(root, "stream").ValueKind == JsonValueKind.True ? 1 : 0);
        var messages = Member(root, "messages") is { ValueKind: JsonValueKind.Array } chat ? chat : Member(root, "input");
        if (messages.ValueKind == JsonValueKind.Array)
        {
            foreach (var message in messages.EnumerateArray())
            {
                picked += Parts(Member(message, "content"));
            }
        }

        return picked + Text(messages);
    }

    /// <summary>A line of Ollama's stream.</summary>
    public static int Line(JsonElement root) =>
        Text(Member(root, "model")) + Text(Member(Member(root, "message"), "content")) + Text(Member(root, "response")) + Text(Member(root, "done_reason"))
        + Number(root, "prompt_eval_count") + Number(root, "eval_count");

    /// <summary>An element of Gemini's stream.</summary>
    public static int Element(JsonElement root)
    {
        var usage = Member(root, "usageMetadata");
        var picked = Text(Member(root, "modelVersion")) + Number(usage, "promptTokenCount") + Number(usage, "candidatesTokenCount");
        if (Member(root, "candidates") is { ValueKind: JsonValueKind.Array } candidates)
        {
            foreach (var candidate in candidates.EnumerateArray())
            {
                picked += Text(Member(candidate, "finishReason")) + Parts(Member(Member(candidate, "content"), "parts"));
            }
        }

        return picked;
    }

    private static int Parts(JsonElement content)
    {
        var picked = Text(content);
        if (content.ValueKind == JsonValueKind.Array)
        {
            foreach (var part in content.EnumerateArray())
            {
                picked += Text(Member(part, "text"));
            }
        }

        return picked;
    }

    private static int Usage(JsonElement usage) => usage.ValueKind != JsonValueKind.Object
        ? 0
        : Number(usage, "prompt_tokens") + Number(usage, "completion_tokens") + Number(usage, "input_tokens") + Number(usage, "output_tokens");

    private static JsonElement Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default;

    private static int Text(JsonElement element) => element.ValueKind == JsonValueKind.String ? element.GetString()!.Length : 0;

    private static int Number(JsonElement element, string name) => Member(element, name) is { ValueKind: JsonValueKind.Number } number ? number.GetInt32() : 0;
}
