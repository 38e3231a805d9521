using System.Text;
using LlmHttpMetrics.MockProviders.Serving;

namespace LlmHttpMetrics.MockProviders.Sse;

/// <summary>Frames events in a given style.</summary>
internal sealed class SseEncoder(SseStyle style) : IEventEncoder
{
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    private readonly string _newLine = style.NewLine switch
    {
        SseNewLine.CrLf => "\r\n",
        SseNewLine.Cr => "\r",
        _ => "\n",
    };

    private readonly string _colon = style.SpaceAfterColon ? ": " : ":";
    private int _events;

    public string ContentType => "text/event-stream; charset=utf-8";

    public byte[] Encode(SseEvent item)
    {
        using var bytes = new MemoryStream(item.Data.Length + 64);
        if (_events == 0 && style.ByteOrderMark)
        {
            bytes.Write(ByteOrderMark);
        }

        if (style.CommentEvery > 0 && _events % style.CommentEvery == 0)
        {
            Write(bytes, ": keep-alive" + _newLine + _newLine);
        }

        _events++;
        if (item.Name is not null)
        {
            Write(bytes, "event" + _colon + item.Name + _newLine);
        }

        Write(bytes, "data" + _colon);
        bytes.Write(item.Data);
        Write(bytes, new string(' ', style.Padding) + _newLine + _newLine);
        return bytes.ToArray();
    }

    private static void Write(MemoryStream bytes, string text) => bytes.Write(Encoding.UTF8.GetBytes(text));
}
