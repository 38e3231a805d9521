using System.Buffers.Binary;

namespace LlmHttpMetrics.FuzzTests.Exchanges;

/// <summary>Takes AWS event streams apart: https://docs.aws.amazon.com/lexv2/latest/dg/event-stream-encoding.html.</summary>
internal static class EventFrames
{
    private const int Prelude = 12;
    private const int Overhead = 16;

    /// <summary>The frames of a body; none where it is no event stream from its first to its last byte.</summary>
    public static List<EventFrame> Split(byte[] body)
    {
        List<EventFrame> frames = [];
        for (var at = 0; at < body.Length;)
        {
            var rest = body.AsSpan(at);
            if (rest.Length < Overhead)
            {
                return [];
            }

            var (length, headers) = (BinaryPrimitives.ReadUInt32BigEndian(rest), BinaryPrimitives.ReadUInt32BigEndian(rest[4..]));
            if (length > rest.Length
                || length < Overhead
                || headers > length - Overhead
                || AwsFrames.Checksum(rest[..8]) != BinaryPrimitives.ReadUInt32BigEndian(rest[8..]))
            {
                return [];
            }

            frames.Add(new EventFrame(rest.Slice(Prelude, (int)headers).ToArray(), rest[(Prelude + (int)headers)..((int)length - 4)].ToArray()));
            at += (int)length;
        }

        return frames;
    }

    public static byte[] Join(IEnumerable<EventFrame> frames) => [.. frames.SelectMany(frame => AwsFrames.Make(frame.Headers, frame.Payload))];
}
