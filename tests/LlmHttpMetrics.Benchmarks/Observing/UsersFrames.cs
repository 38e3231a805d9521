using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using LlmHttpMetrics.Benchmarks.Data;

namespace LlmHttpMetrics.Benchmarks.Observing;

/// <summary>
/// What one would write without us for an AWS event stream: a buffer for each frame, its headers, the payload decoded where it
/// is Base64, and a document for it. Checksums, which we check, are left out.
/// </summary>
internal static class UsersFrames
{
    public static int Read(RecordedBody body)
    {
        var picked = 0;
        using var stream = new PieceStream(body.Bytes);
        Span<byte> prelude = stackalloc byte[12];
        while (stream.ReadAtLeast(prelude, prelude.Length, throwOnEndOfStream: false) == prelude.Length)
        {
            var frame = new byte[BinaryPrimitives.ReadInt32BigEndian(prelude) - prelude.Length];
            stream.ReadExactly(frame);
            var headers = BinaryPrimitives.ReadInt32BigEndian(prelude[4..]);
            picked += Payload(EventType(frame.AsSpan(0, headers)), frame.AsMemory(headers, frame.Length - headers - 4));
        }

        return picked;
    }

    private static string EventType(ReadOnlySpan<byte> headers)
    {
        var type = "";
        while (!headers.IsEmpty)
        {
            var name = Encoding.UTF8.GetString(headers.Slice(1, headers[0]));
            headers = headers[(headers[0] + 2)..];
            var length = BinaryPrimitives.ReadUInt16BigEndian(headers);
            var value = Encoding.UTF8.GetString(headers.Slice(2, length));
            headers = headers[(length + 2)..];
            type = name == ":event-type" ? value : type;
        }

        return type;
    }

    private static int Payload(string type, ReadOnlyMemory<byte> payload)
    {
        using var document = JsonDocument.Parse(payload);
        if (type != "chunk")
        {
            return Pick.Answer(document.RootElement);
        }

        using var wrapped = JsonDocument.Parse(document.RootElement.GetProperty("bytes").GetBytesFromBase64());
        return Pick.Answer(wrapped.RootElement);
    }
}
