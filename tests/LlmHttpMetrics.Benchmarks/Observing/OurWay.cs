using LlmHttpMetrics.Benchmarks.Data;
using LlmHttpMetrics.Measurement;
using LlmHttpMetrics.Observation;

namespace LlmHttpMetrics.Benchmarks.Observing;

/// <summary>Bodies read as the handlers read them: pieces fed to one reused reader, every fact of the format and the length of its text.</summary>
internal sealed class OurWay
{
    private readonly ResponseReader _response = new();
    private readonly RequestReader _request = new();
    private readonly TextTally _text = new();

    public int ReadResponse(RecordedBody body)
    {
        _text.Reset();
        _response.Begin(body.Format, _text);
        for (var at = 0; at < body.Bytes.Length; at += RecordedBody.PieceLength)
        {
            _response.Feed(body.Bytes.AsSpan(at, Math.Min(RecordedBody.PieceLength, body.Bytes.Length - at)));
        }

        _response.End();
        return (int)_response.Length;
    }

    public int ReadRequest(RecordedBody body)
    {
        _text.Reset();
        _request.Begin(body.Format, isMultipart: false, _text);
        for (var at = 0; at < body.Bytes.Length; at += RecordedBody.PieceLength)
        {
            _request.Feed(body.Bytes.AsSpan(at, Math.Min(RecordedBody.PieceLength, body.Bytes.Length - at)));
        }

        return (int)_request.Length;
    }
}
