using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LlmHttpMetrics.Providers.OpenAi.Prompt;

/// <summary>
/// Tool calls in the message history. One call costs its name and its arguments, and its name again with its result; parallel calls are written
/// as one call of a tool that calls others, and their results as one message.
/// </summary>
internal static class CallPrompt
{
    private const int PerCall = 5;
    private const int PerGroup = 20;

    /// <summary>The tokens that were already counted for each result as a message, and are not used.</summary>
    private const int PerMessage = 4;

    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static long? Tokens(JsonElement part, Func<string, long> count)
    {
        var calls = part.ValueKind == JsonValueKind.Array ? [.. part.EnumerateArray().Select(Call)] : new[] { Call(part) };
        if (Array.Exists(calls, call => call.Name is null))
        {
            return null;
        }

        return calls switch
        {
            [] => 0,
            [var call] => PerCall + (2 * count(call.Name!)) + count(call.Arguments),
            _ => PerGroup - (PerMessage * calls.Length) + count(Group(calls)),
        };
    }

    private static string Group((string? Name, string Arguments)[] calls)
    {
        var uses = calls.Select(call => $$"""{"recipient_name":"functions.{{call.Name}}","parameters":{{call.Arguments}}}""");
        return $$"""{"tool_uses":[{{string.Join(',', uses)}}]}""";
    }

    private static (string? Name, string Arguments) Call(JsonElement call)
    {
        var function = call.Member("function") ?? call;
        return (function.Word("name"), Shorten(function.Word("arguments") ?? ""));
    }

    /// <summary>Arguments are JSON in a string, and are written without white space.</summary>
    private static string Shorten(string arguments)
    {
        try
        {
            using var json = JsonDocument.Parse(arguments);
            var buffer = new ArrayBufferWriter<byte>(arguments.Length);
            using (Utf8JsonWriter writer = new(buffer, Compact))
            {
                json.RootElement.WriteTo(writer);
            }

            return Encoding.UTF8.GetString(buffer.WrittenSpan);
        }
        catch (JsonException)
        {
            return arguments;
        }
    }
}
