using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace LlmHttpMetrics.TestUtilities;

/// <summary>Frames of AWS event streams: https://docs.aws.amazon.com/lexv2/latest/dg/event-stream-encoding.html.</summary>
public static class AwsFrames
{
    public const string ContentType = "application/vnd.amazon.eventstream";

    /// <summary>An event of its own type, as ConverseStream sends them.</summary>
    public static byte[] Event(string type, string json) =>
        Make([(":event-type", type), (":content-type", "application/json"), (":message-type", "event")], Encoding.UTF8.GetBytes(json));

    /// <summary>An event wrapped in Base64, as InvokeModelWithResponseStream sends them.</summary>
    public static byte[] Chunk(string json) => Event("chunk", $$"""{"bytes":"{{Convert.ToBase64String(Encoding.UTF8.GetBytes(json))}}","p":"abcdefgh"}""");

    /// <summary>A piece of a body, as InvokeEndpointWithResponseStream sends them.</summary>
    public static byte[] Part(ReadOnlySpan<byte> bytes) =>
        Make([(":event-type", "PayloadPart"), (":content-type", "application/octet-stream"), (":message-type", "event")], bytes.ToArray());

    public static byte[] Exception(string type, string json) =>
        Make([(":exception-type", type), (":content-type", "application/json"), (":message-type", "exception")], Encoding.UTF8.GetBytes(json));

    public static byte[] Error(string code, string message) => Make([(":error-code", code), (":error-message", message), (":message-type", "error")], []);

    public static byte[] Make((string Name, string Value)[] headers, byte[] payload)
    {
        using MemoryStream bytes = new();
        foreach (var (name, value) in headers)
        {
            bytes.WriteByte((byte)name.Length);
            bytes.Write(Encoding.UTF8.GetBytes(name));
            bytes.Write([7, (byte)(value.Length >> 8), (byte)value.Length]);
            bytes.Write(Encoding.UTF8.GetBytes(value));
        }

        return Make(bytes.ToArray(), payload);
    }

    /// <summary>A frame with the given lengths; its checksums are correct.</summary>
    public static byte[] Make(byte[] headers, byte[] payload, uint? length = null, uint? headersLength = null)
    {
        byte[] prelude = [.. Word(length ?? (uint)(16 + headers.Length + payload.Length)), .. Word(headersLength ?? (uint)headers.Length)];
        byte[] message = [.. prelude, .. Word(Checksum(prelude)), .. headers, .. payload];
        return [.. message, .. Word(Checksum(message))];
    }

    /// <summary>The checksum that gzip puts behind the data.</summary>
    public static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        using MemoryStream zipped = new();
        using (GZipStream gzip = new(zipped, CompressionLevel.NoCompression, leaveOpen: true))
        {
            gzip.Write(bytes);
        }

        // Nothing at all is written as nothing at all; its checksum is zero.
        return bytes.IsEmpty ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(zipped.ToArray().AsSpan()[^8..]);
    }

    private static byte[] Word(uint value)
    {
        var word = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(word, value);
        return word;
    }
}
