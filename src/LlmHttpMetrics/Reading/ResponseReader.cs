using LlmHttpMetrics.Framing;
using LlmHttpMetrics.Json;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Reading;

/// <summary>Reads one answer as the caller reads it, whatever its framing is. Reused from answer to answer.</summary>
internal sealed class ResponseReader : IFrameSink
{
    private readonly JsonScanner _scanner;
    private readonly SseReader _sse;
    private readonly JsonLinesReader _lines;
    private EventStreamReader? _frames;
    private WireFormat _format = null!;
    private ITextSink _text = null!;
    private BodySniffer _sniffer;
    private int _requestedChoices;
    private bool _expectsStream;
    private bool _isFramed;

    public ResponseReader()
    {
        _scanner = new JsonScanner(Facts);
        _sse = new SseReader(_scanner, this);
        _lines = new JsonLinesReader(_scanner, this);
    }

    public ResponseFacts Facts { get; } = new();

    public BodyKind Kind { get; private set; }

    /// <summary>The number of body bytes so far.</summary>
    public long Length { get; private set; }

    public bool Streamed =>
        Kind is BodyKind.ServerSentEvents or BodyKind.EventStream || (Kind is BodyKind.JsonLines or BodyKind.JsonArray && !Facts.FailedAtOnce);

    public void Begin(WireFormat format, ITextSink text)
    {
        _format = format;
        _text = text;
        _sniffer = default;
        _requestedChoices = 1;
        _expectsStream = _isFramed = false;
        Kind = BodyKind.Unknown;
        Length = 0;
        Facts.Begin(format, streamed: false, text);
    }

    public void Feed(ReadOnlySpan<byte> bytes)
    {
        if (Length == 0 && _format.Frames != FramePayload.None && !bytes.IsEmpty && bytes[0] == 0)
        {
            BeginFrames(_format.Frames);
        }

        Length += bytes.Length;
        if (_isFramed)
        {
            _frames!.Consume(bytes);
        }
        else
        {
            Read(bytes);
        }
    }

    private void Read(ReadOnlySpan<byte> bytes)
    {
        if (Kind == BodyKind.Unknown)
        {
            bytes = bytes[BeginBody(bytes)..];
        }

        if (Kind == BodyKind.ServerSentEvents)
        {
            _sse.Consume(bytes);
        }
        else if (Kind is BodyKind.Json or BodyKind.JsonArray)
        {
            _scanner.Consume(bytes, stopAtLineEnd: false);
        }
        else if (Kind == BodyKind.JsonLines)
        {
            _lines.Consume(bytes);
        }
    }

    /// <summary>Detects the kind of the body; returns how many of its bytes were used.</summary>
    private int BeginBody(ReadOnlySpan<byte> bytes)
    {
        Kind = _sniffer.Sniff(bytes, out var used);
        if (Kind == BodyKind.ServerSentEvents)
        {
            Facts.Begin(_format, streamed: true, _text);
            _sse.Begin(_format.Events, ErrorFields.Map);
        }
        else if (Kind == BodyKind.Json)
        {
            BeginJson(bytes[used]);
        }

        return used;
    }

    /// <summary>The end of the body.</summary>
    public void End()
    {
        if (Kind == BodyKind.EventStream)
        {
            _frames!.End();
        }
        else if (Kind is BodyKind.Json or BodyKind.JsonArray)
        {
            _scanner.End();
            Facts.EndEvent();
        }
        else if (Kind == BodyKind.JsonLines)
        {
            _lines.End();
        }
        else if (Kind == BodyKind.ServerSentEvents)
        {
            _sse.End();
        }

        // Plain text may look like the beginning of an event stream or of JSON ("every", "[").
        if (_format.AllowsOpaqueBody && (Kind == BodyKind.ServerSentEvents ? !_sse.SawData : Kind == BodyKind.Json && _scanner.IsLost))
        {
            Kind = BodyKind.Opaque;
        }
    }

    /// <summary>The number of choices that were requested; that many finish reasons end a stream.</summary>
    public void ExpectChoices(int count) => _requestedChoices = Math.Max(1, count);

    /// <summary>A stream was requested, and the status does not rule one out: a JSON document may be the first of many.</summary>
    public void ExpectStream() => _expectsStream = true;

    /// <summary>Whether the answer has reported that it is complete.</summary>
    public bool HasEvidence => Kind switch
    {
        BodyKind.Json => _scanner.RootClosed,
        BodyKind.JsonArray when _scanner.RootClosed => true,
        BodyKind.ServerSentEvents or BodyKind.EventStream or BodyKind.JsonLines or BodyKind.JsonArray => Facts.DoneMarkerSeen || Facts.EndEventSeen
            || (_format.UsageEndsStream && Facts.UsageReported)
            || (Facts.Finish.ReasonCount > 0 && Facts.Finish.ReasonCount >= Math.Max(Facts.Finish.ChoiceCount, _requestedChoices)),
        _ => false,
    };

    /// <summary>Whether the body is of a kind for which only its own end shows that it is complete.</summary>
    public bool EndIsEvidence => Kind == BodyKind.Opaque && _format.AllowsOpaqueBody;

    private void BeginJson(byte first)
    {
        if (_format.Framing == StreamFraming.JsonArray && first == '[')
        {
            Kind = BodyKind.JsonArray;
            Facts.Begin(_format, streamed: true, _text);
            _scanner.Begin(_format.Elements);
        }
        else if (_format.Framing == StreamFraming.JsonLines && _expectsStream)
        {
            Kind = BodyKind.JsonLines;
            Facts.Begin(_format, streamed: true, _text);
            _lines.Begin(_format.Events);
        }
        else
        {
            _scanner.Begin(_format.Body);
        }
    }

    /// <summary>A message of an event stream is shorter than 16 MB, so its length begins with a zero byte.</summary>
    private void BeginFrames(FramePayload payload)
    {
        _isFramed = true;
        _frames ??= new EventStreamReader(_scanner, this);
        _frames.Begin(_format.Events, payload);
        if (payload != FramePayload.Part)
        {
            Kind = BodyKind.EventStream;
            Facts.Begin(_format, streamed: true, _text);
        }
    }

    void IFrameSink.Part(ReadOnlySpan<byte> bytes) => Read(bytes);

    void IFrameSink.Failed(ReadOnlySpan<byte> type, ReadOnlySpan<byte> message) => Facts.Fail(type, message);

    void IFrameSink.Corrupted()
    {
        Kind = BodyKind.EventStream;
        Facts.Forget();
    }

    void IEventSink.EventName(ReadOnlySpan<byte> name) => Facts.SetEventType(name);

    void IEventSink.ErrorField() => Facts.Fail([], []);

    void IEventSink.EventEnd() => Facts.EndEvent();

    void IEventSink.EventDropped() => Facts.BeginEvent();
}
