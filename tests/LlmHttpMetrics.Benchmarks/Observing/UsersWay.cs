using System.Net.ServerSentEvents;
using System.Text.Json;
using LlmHttpMetrics.Benchmarks.Data;

namespace LlmHttpMetrics.Benchmarks.Observing;

/// <summary>
/// What one would write without us: server-sent events or lines as strings and a document for each, a buffer and one document for a
/// whole body; model, usage, finish reason and content are picked from it.
/// </summary>
internal static class UsersWay
{
    public static int ReadStream(RecordedBody body)
    {
        var picked = 0;
        using var stream = new PieceStream(body.Bytes);
        foreach (var item in SseParser.Create(stream).Enumerate())
        {
            if (item.Data.Length > 0 && item.Data != "[DONE]")
            {
                using var document = JsonDocument.Parse(item.Data);
                picked += Pick.Answer(document.RootElement);
            }
        }

        return picked;
    }

    public static int ReadLines(RecordedBody body)
    {
        var picked = 0;
        using var reader = new StreamReader(new PieceStream(body.Bytes));
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0)
            {
                using var document = JsonDocument.Parse(line);
                picked += Pick.Line(document.RootElement);
            }
        }

        return picked;
    }

    public static int ReadElements(RecordedBody body)
    {
        var picked = 0;
        var reader = new Utf8JsonReader(Gather(body).Span);
        reader.Read();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            using var document = JsonDocument.ParseValue(ref reader);
            picked += Pick.Element(document.RootElement);
        }

        return picked;
    }

    public static int ReadBody(RecordedBody body)
    {
        using var document = Buffer(body);
        return Pick.Answer(document.RootElement);
    }

    public static int ReadRequest(RecordedBody body)
    {
        using var document = Buffer(body);
        return Pick.Request(document.RootElement);
    }

    private static JsonDocument Buffer(RecordedBody body) => JsonDocument.Parse(Gather(body));

    private static ReadOnlyMemory<byte> Gather(RecordedBody body)
    {
        using var stream = new PieceStream(body.Bytes);
        var buffer = new MemoryStream(body.Bytes.Length);
        stream.CopyTo(buffer, RecordedBody.PieceLength);
        return buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
    }
}
