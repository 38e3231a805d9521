using System.Buffers.Binary;
using System.Text;
using LlmHttpMetrics.MockProviders.Serving;
using LlmHttpMetrics.MockProviders.Sse;

namespace LlmHttpMetrics.MockProviders.AwsBedrock;

/// <summary>
/// Frames events as AWS does: length, length of the headers, checksum of both, headers, payload, checksum of everything:
/// https://docs.aws.amazon.com/lexv2/latest/dg/event-stream-encoding.html.
/// </summary>
internal sealed class EventStreamEncoder : IEventEncoder
{
    private const uint Polynomial = 0xEDB88320;
    private const byte StringType = 7;
    private const int PreludeLength = 12;
    private const int ChecksumLength = 4;

    public string ContentType => "application/vnd.amazon.eventstream";

    public byte[] Encode(SseEvent item)
    {
        var headers = Headers(item);
        var frame = new byte[PreludeLength + headers.Length + item.Data.Length + ChecksumLength];
        BinaryPrimitives.WriteUInt32BigEndian(frame, (uint)frame.Length);
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(4), (uint)headers.Length);
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(8), Checksum(frame.AsSpan(0, 8)));
        headers.CopyTo(frame, PreludeLength);
        item.Data.CopyTo(frame, PreludeLength + headers.Length);
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(frame.Length - ChecksumLength), Checksum(frame.AsSpan(0, frame.Length - ChecksumLength)));
        return frame;
    }

    private static byte[] Headers(SseEvent item)
    {
        using var bytes = new MemoryStream();
        Header(bytes, item.IsException ? ":exception-type" : ":event-type", item.Name ?? "chunk");
        Header(bytes, ":content-type", "application/json");
        Header(bytes, ":message-type", item.IsException ? "exception" : "event");
        return bytes.ToArray();
    }

    private static void Header(MemoryStream bytes, string name, string value)
    {
        bytes.WriteByte((byte)name.Length);
        bytes.Write(Encoding.UTF8.GetBytes(name));
        bytes.WriteByte(StringType);
        var text = Encoding.UTF8.GetBytes(value);
        bytes.Write([(byte)(text.Length >> 8), (byte)text.Length]);
        bytes.Write(text);
    }

    /// <summary>The CRC-32 of gzip, computed bit by bit.</summary>
    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ (Polynomial & (0 - (crc & 1)));
            }
        }

        return ~crc;
    }
}
