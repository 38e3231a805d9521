using System.Buffers;
using System.Text;
using System.Text.Json;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Counting.CountEndpoints;

/// <summary>
/// A request to a count endpoint: the request of a call without the members that the endpoint does not accept. The others are copied byte for byte.
/// </summary>
/// <param name="Path">The path, relative to the base address.</param>
/// <param name="Json">The body.</param>
/// <param name="MaxTokens">The maximum plausible number of tokens.</param>
internal sealed record CountRequest(string Path, byte[] Json, long MaxTokens)
{
    /// <summary>
    /// The maximum that a provider adds to the text of a request: the frame of messages, the prompt that explains tools, an image of few bytes.
    /// </summary>
    private const int ProviderOverhead = 4096;

    /// <summary>More than the context of any model, for requests whose tokens are not proportional to their bytes.</summary>
    private const long MaxContext = 20_000_000;

    /// <summary>The depth of a tool's properties: https://platform.openai.com/docs/api-reference/responses/create (tools).</summary>
    private const int ToolDepth = 3;

    /// <summary>
    /// Null if the endpoint cannot count this request: it is not a complete JSON object, or it has members that are not accepted or must not be sent.
    /// </summary>
    public static CountRequest? Of(CountApi api, string? model, ReadOnlySpan<byte> body)
    {
        if (model is null && api.Path.Contains(CountApi.Model, StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            var buffer = new ArrayBufferWriter<byte>(body.Length + 64);
            buffer.Write("{"u8);
            if (api.Wrapper is { } wrapper)
            {
                Write(buffer, $"\"{wrapper}\":{{\"model\":\"{JsonEncodedText.Encode($"models/{model}")}\",");
            }

            return TryCopy(api, body, buffer, out var isElsewhere)
                ? new(
                    api.Path.Replace(CountApi.Model, Uri.EscapeDataString(model ?? ""), StringComparison.Ordinal),
                    Close(buffer, api),
                    isElsewhere ? MaxContext : body.Length + ProviderOverhead)
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // An InvalidOperationException is thrown if half a surrogate pair is escaped in a name.
            return null;
        }
    }

    private static bool TryCopy(CountApi api, ReadOnlySpan<byte> body, ArrayBufferWriter<byte> buffer, out bool isElsewhere)
    {
        isElsewhere = false;
        var reader = new Utf8JsonReader(body);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        var copied = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var start = (int)reader.TokenStartIndex;
            var taken = IsOneOf(ref reader, api.Members);
            var unanswerable = IsOneOf(ref reader, api.Unanswerable);
            isElsewhere |= taken && IsOneOf(ref reader, api.Elsewhere);
            var isTools = reader.ValueTextEquals("tools"u8);
            reader.Read();
            if (unanswerable && reader.TokenType != JsonTokenType.Null)
            {
                return false;
            }

            if (!taken)
            {
                reader.Skip();
                continue;
            }

            if (!TryPass(ref reader, api, isTools, ref isElsewhere))
            {
                return false;
            }

            if (copied)
            {
                buffer.Write(","u8);
            }

            buffer.Write(body[start..(int)reader.BytesConsumed]);
            copied = true;
        }

        // If anything follows the object, this is not JSON, and the reader throws.
        return copied && reader.TokenType == JsonTokenType.EndObject && !reader.Read();
    }

    /// <summary>Skips a value. False if it has a tool that the provider would fetch from elsewhere, and that holds the caller's credentials.</summary>
    private static bool TryPass(ref Utf8JsonReader reader, CountApi api, bool isTools, ref bool isElsewhere)
    {
        var depth = reader.CurrentDepth;
        if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
        {
            return true;
        }

        while (reader.Read() && reader.CurrentDepth > depth)
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
            {
                continue;
            }

            isElsewhere |= IsOneOf(ref reader, api.Elsewhere);
            if (isTools && reader.CurrentDepth == ToolDepth && reader.ValueTextEquals("type"u8))
            {
                reader.Read();
                if (reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("mcp"u8))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static bool IsOneOf(ref Utf8JsonReader reader, string[] names)
    {
        foreach (var name in names)
        {
            if (reader.ValueTextEquals(name))
            {
                return true;
            }
        }

        return false;
    }

    private static byte[] Close(ArrayBufferWriter<byte> buffer, CountApi api)
    {
        buffer.Write(api.Wrapper is null ? "}"u8 : "}}"u8);
        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(ArrayBufferWriter<byte> buffer, string text) => buffer.Write(Encoding.UTF8.GetBytes(text));
}
