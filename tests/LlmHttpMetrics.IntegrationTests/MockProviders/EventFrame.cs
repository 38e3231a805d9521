using System.Buffers.Binary;
using System.Text;
using System.Text.Json;

namespace LlmHttpMetrics.IntegrationTests.MockProviders;

/// <summary>A frame of an AWS event stream, taken apart by the format's description, its checksums held against gzip's.</summary>
public sealed record EventFrame(IReadOnlyDictionary<string, string> Headers, string Payload)
{
    public string? Type => Headers.GetValueOrDefault(":event-type");

    public JsonElement Json => JsonDocument.Parse(Payload).RootElement;

    /// <summary>What a chunk wraps.</summary>
    public JsonElement Wrapped => JsonDocument.Parse(Json.GetProperty("bytes").GetBytesFromBase64()).RootElement;

    public static IReadOnlyList<EventFrame> Split(byte[] body)
    {
        var frames = new List<EventFrame>();
        for (var rest = body.AsSpan(); !rest.IsEmpty;)
        {
            var frame = rest[..BinaryPrimitives.ReadInt32BigEndian(rest)];
            rest = rest[frame.Length..];
            Assert.That(BinaryPrimitives.ReadUInt32BigEndian(frame[8..]), Is.EqualTo(AwsFrames.Checksum(frame[..8])));
            Assert.That(BinaryPrimitives.ReadUInt32BigEndian(frame[^4..]), Is.EqualTo(AwsFrames.Checksum(frame[..^4])));
            var headers = 12 + BinaryPrimitives.ReadInt32BigEndian(frame[4..]);
            frames.Add(new EventFrame(ReadHeaders(frame[12..headers]), Encoding.UTF8.GetString(frame[headers..^4])));
        }

        return frames;
    }

    private static Dictionary<string, string> ReadHeaders(ReadOnlySpan<byte> bytes)
    {
        var headers = new Dictionary<string, string>();
        while (!bytes.IsEmpty)
        {
            var name = Encoding.UTF8.GetString(bytes.Slice(1, bytes[0]));
            bytes = bytes[(1 + bytes[0])..];
            Assert.That(bytes[0], Is.EqualTo(7), "a string");
            var length = BinaryPrimitives.ReadUInt16BigEndian(bytes[1..]);
            headers[name] = Encoding.UTF8.GetString(bytes.Slice(3, length));
            bytes = bytes[(3 + length)..];
        }

        return headers;
    }
}
