using System.Buffers;
using System.Text;
using System.Text.Json;

namespace LlmHttpMetrics.Interception.Injection;

/// <summary>
/// Recognizes the event that a service sends if usage was requested: no choices, and a usage object.
/// https://platform.openai.com/docs/api-reference/chat-streaming/streaming (usage)
/// </summary>
internal static class UsageEvent
{
    private static ReadOnlySpan<byte> ByteOrderMark => Encoding.UTF8.Preamble;

    /// <summary>False if the bytes cannot be the beginning of an event with usage: no line with this beginning is a field or a comment.</summary>
    /// <param name="text">The bytes received so far.</param>
    /// <param name="isFirst">Whether it is the first event of its stream, which may follow a byte order mark.</param>
    public static bool MayBegin(ReadOnlySpan<byte> text, bool isFirst)
    {
        if (isFirst && (ByteOrderMark.StartsWith(text) || text.StartsWith(ByteOrderMark)))
        {
            text = text[Math.Min(text.Length, ByteOrderMark.Length)..];
        }

        return IsField(text, "data"u8) || IsField(text, ""u8) || IsField(text, "event"u8) || IsField(text, "id"u8) || IsField(text, "retry"u8);
    }

    /// <summary>True if an event contains usage and nothing else.</summary>
    /// <param name="text">Its lines.</param>
    /// <param name="isFirst">Whether it is the first event of its stream.</param>
    public static bool IsUsageAlone(ReadOnlySpan<byte> text, bool isFirst)
    {
        // A letter of a name can be written as an escape sequence.
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
            // The data is not JSON, or a name is not valid text.
            return false;
        }
    }

    /// <summary>Whether the bytes are a field of this name, or the beginning of one.</summary>
    private static bool IsField(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name) => text.Length <= name.Length
        ? name.StartsWith(text)
        : text.StartsWith(name) && text[name.Length] is (byte)':' or (byte)'\r' or (byte)'\n';

    /// <summary>The data of an event: in place if it has a single data line, otherwise the joined lines.</summary>
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

        // Continue reading: anything after the object means that this is not JSON.
        return noChoices && usage && !reader.Read();
    }
}
