using LlmHttpMetrics.Benchmarks.Data;
using LlmHttpMetrics.Reading;
using LlmHttpMetrics.Text;

namespace LlmHttpMetrics.Benchmarks.Observing;

/// <summary>Bodies read as the handlers read them: pieces fed to one reused reader, every fact of the format and the length of its text.</summary>
internal sealed class OurWay
{
    private readonly ResponseReader _response = new();
    private readonly RequestReader _request = new();
    private readonly TextTally _text = new();

    /// <summary>Where the text goes besides.</summary>
    public CapacityTally? Next { get; init; }

    public int ReadResponse(RecordedBody body) => ReadResponse(body, streams: false);

    /// <summary>A stream that only the request announces.</summary>
    public int ReadStream(RecordedBody body) => ReadResponse(body, streams: true);

    private int ReadResponse(RecordedBody body, bool streams)
    {
        Begin();
        _response.Begin(body.Format, _text);
        if (streams)
        {
            _response.ExpectStream();
        }

        for (var at = 0; at < body.Bytes.Length; at += RecordedBody.PieceLength)
        {
            _response.Feed(body.Bytes.AsSpan(at, Math.Min(RecordedBody.PieceLength, body.Bytes.Length - at)));
        }

        _response.End();
        return (int)_response.Length;
    }

    public int ReadRequest(RecordedBody body)
    {
        Begin();
        _request.Begin(body.Format, streams: false, isMultipart: false, _text);
        for (var at = 0; at < body.Bytes.Length; at += RecordedBody.PieceLength)
        {
            _request.Feed(body.Bytes.AsSpan(at, Math.Min(RecordedBody.PieceLength, body.Bytes.Length - at)));
        }

        return (int)_request.Length;
    }

    private void Begin()
    {
        _text.Reset();
        Next?.Reset();
        _text.Next = Next;
    }
}
