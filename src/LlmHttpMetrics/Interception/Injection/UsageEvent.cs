using System.Buffers;
using System.Text;
using System.Text.Json;

namespace LlmHttpMetrics.Interception.Injection;

/// <summary>
/// Knows the event that a service sends to those who ask for usage: no choices, and an object of figures.
/// https://platform.openai.com/docs/api-reference/chat-streaming/streaming (usage)
/// </summary>
internal static class UsageEvent
{
    private static ReadOnlySpan<byte> ByteOrderMark => Encoding.UTF8.Preamble;

    /// <summary>False where bytes cannot be the beginning of an event of which usage may come: no line that begins so is a field or a comment.</summary>
    /// <param name="text">What has come of it.</param>
    /// <param name="isFirst">It is the first of its stream, which may follow a byte order mark.</param>
    public static bool MayBegin(ReadOnlySpan<byte> text, bool isFirst)
    {
        if (isFirst && (ByteOrderMark.StartsWith(text) || text.StartsWith(ByteOrderMark)))
        {
            text = text[Math.Min(text.Length, ByteOrderMark.Length)..];
        }

        return IsField(text, "data"u8) || IsField(text, ""u8) || IsField(text, "event"u8) || IsField(text, "id"u8) || IsField(text, "retry"u8);
    }

    /// <summary>True where an event bears usage and nothing else.</summary>
    /// <param name="text">Its lines.</param>
    /// <param name="isFirst">It is the first of its stream.</param>
    public static bool IsUsageAlone(ReadOnlySpan<byte> text, bool isFirst)
    {
        // An escape may stand for a letter of a name.
        if (text.IndexOf("\"usage\""u8) < 0 && text.IndexOf("\\u"u8) < 0)
        {
            return false;
        }

        if (isFirst && text.StartsWith(ByteOrderMark))
        {
            text = text[ByteOrderMark.Length..];
        }

        try
        {
            return HasUsageAlone(Data(text));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // No JSON, or a name that is no text.
            return false;
        }
    }

    /// <summary>Bytes are a field of this name, or the beginning of one.</summary>
    private static bool IsField(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name) => text.Length <= name.Length
        ? name.StartsWith(text)
        : text.StartsWith(name) && text[name.Length] is (byte)':' or (byte)'\r' or (byte)'\n';

    /// <summary>The data of an event: of its only line with data, as it stands there; of several, joined.</summary>
    private static ReadOnlySpan<byte> Data(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> data = [];
        ArrayBufferWriter<byte>? joined = null;
        var lines = 0;
        while (!text.IsEmpty)
        {
            var end = text.IndexOfAny((byte)'\n', (byte)'\r');
            var line = end < 0 ? text : text[..end];
            text = end < 0 ? [] : text[(end + 1)..];
            if (!line.StartsWith("data:"u8))
            {
                continue;
            }

            if (lines++ > 0)
            {
                if (joined is null)
                {
                    joined = new ArrayBufferWriter<byte>();
                    joined.Write(data);
                }

                joined.Write("\n"u8);
                joined.Write(line[5..]);
            }

            data = line[5..];
        }

        return joined is null ? data : joined.WrittenSpan;
    }

    private static bool HasUsageAlone(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        bool noChoices = false, usage = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isChoices = reader.ValueTextEquals("choices"u8);
            var isUsage = reader.ValueTextEquals("usage"u8);
            reader.Read();
            usage |= isUsage && reader.TokenType == JsonTokenType.StartObject;
            if (isChoices && reader.TokenType == JsonTokenType.StartArray)
            {
                reader.Read();
                if (reader.TokenType != JsonTokenType.EndArray)
                {
                    return false;
                }

                noChoices = true;
                continue;
            }

            reader.Skip();
        }

        // Reads on: what follows the object makes it no JSON.
        return noChoices && usage && !reader.Read();
    }
}
