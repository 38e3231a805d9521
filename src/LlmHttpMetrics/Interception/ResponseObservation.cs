using System.Net.Http.Headers;
using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Diagnostics;
using LlmHttpMetrics.Reading;
using LlmHttpMetrics.Text;
using LlmHttpMetrics.Vocabulary;

namespace LlmHttpMetrics.Interception;

/// <summary>One answer while it is read: what it says, and when it said it. Reused from answer to answer.</summary>
/// <remarks>Being old, it holds nothing of a call that leads to its response: a dropped one would then wait for a full collection.</remarks>
internal sealed class ResponseObservation
{
    /// <summary>A read that waited less found its data there already: the pause before it was the caller's own.</summary>
    private static readonly TimeSpan Waiting = TimeSpan.FromMilliseconds(1);

    [ThreadStatic]
    private static ResponseObservation? s_last;

    private TimeProvider _time = null!;
    private FaultCounter _faults = null!;
    private StreamTimes _times;
    private long _frequency;
    private long _waiting;
    private long _pending;
    private BodyDecoder? _decoder;
    private bool _unreadable;
    private HttpResponseHeaders? _headers;
    private bool _faulted;

    public ResponseReader Reader { get; } = new();

    public TextIntake Text { get; } = new();

    public ref readonly StreamTimes Times => ref _times;

    public int Status { get; private set; }

    /// <summary>What its reader gets is what the caller gets, so the time between chunks is his.</summary>
    public bool IsCallers { get; set; }

    public void Begin(LlmExchange exchange, HttpResponseMessage response)
    {
        _time = exchange.Monitor.Time;
        _faults = exchange.Monitor.Recorder.Faults;
        _times = default;
        _frequency = _time.TimestampFrequency;
        _waiting = (long)(Waiting.TotalSeconds * _frequency);
        _pending = 0;
        _faulted = false;
        _decoder = null;
        _unreadable = false;
        _headers = exchange.Record.Endpoint.Format.Headers.Length > 0 ? response.Headers : null;
        Status = (int)response.StatusCode;
        IsCallers = false;
        var settings = exchange.Settings;
        Text.Begin(exchange.TextNeeds, settings.Held.Output, settings.Content.MaxOutput, settings.TextSink?.Invoke());
        Reader.Begin(exchange.Record.Endpoint.Format, Text.Tally);
    }

    /// <summary>The bytes are coded; called before the first of them.</summary>
    public void Decode(string coding)
    {
        _decoder = BodyDecoder.For(coding);
        _unreadable = _decoder is null;
    }

    /// <summary>The timestamp, or zero where the clock fails. Called outside the gate, by a read that may outlast the observation.</summary>
    public long Now()
    {
        try
        {
            return _time.GetTimestamp();
        }
        catch (Exception)
        {
            _faults.Failed(Stages.Response);
            return 0;
        }
    }

    /// <summary>Reads the bytes. Runs no code but our own: what it finds is published by the caller, outside the gate.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="pendingSince">When the read began to wait; see <see cref="IBodyObserver"/>.</param>
    /// <param name="now">When the bytes had come; zero where the clock failed.</param>
    public ReadFindings Feed(ReadOnlySpan<byte> bytes, long pendingSince, long now)
    {
        if (_faulted || _unreadable)
        {
            return default;
        }

        try
        {
            if (_decoder is { } decoder)
            {
                decoder.Decode(bytes, Reader);
            }
            else
            {
                Reader.Feed(bytes);
            }

            return Reader.Streamed ? TimeChunks(pendingSince, now) : default;
        }
        catch (InvalidDataException)
        {
            // The server's bytes are at fault, not we.
            _unreadable = true;
            return default;
        }
        catch (Exception)
        {
            _faulted = true;
            return new ReadFindings { Faulted = true };
        }
    }

    /// <summary>Ends the observation; the first ending alone comes here.</summary>
    /// <returns>True where the call's object is to be given back.</returns>
    public bool Complete(Ending ending, ObservedResponseContent content)
    {
        var now = ending.At != 0 ? ending.At : Now();
        try
        {
            if (ending.Kind == EndingKind.EndOfBody && !_unreadable && !_faulted)
            {
                Reader.End();
                content.Exchange.Publish(TimeChunks(IBodyObserver.Pumped, now));
            }

            if (_headers is not null)
            {
                AnswerHeaders.Read(_headers, content.Exchange.Record.Endpoint.Format, Reader.Facts);
            }
        }
        catch (Exception)
        {
            Fault();
        }

        return content.Exchange.OnBodyEnded(this, content, ending, now, unreadable: _unreadable || _faulted);
    }

    /// <summary>One for an answer of several; released when its facts are no longer needed.</summary>
    public static ResponseObservation Rent() => Pool<ResponseObservation>.Rent(ref s_last);

    /// <summary>Gives it back, and all that it holds.</summary>
    public void Release()
    {
        Clear();
        Pool<ResponseObservation>.Return(this, ref s_last);
    }

    /// <summary>Gives back what it holds of the answer.</summary>
    public void Clear()
    {
        Reader.Facts.ReleaseBuffers();
        Text.Reset();
        _decoder?.Dispose();
        _decoder = null;
        _headers = null;
    }

    /// <param name="pendingSince">When the read began; see <see cref="IBodyObserver"/>.</param>
    /// <param name="now">When it ended; zero where the clock failed.</param>
    private ReadFindings TimeChunks(long pendingSince, long now)
    {
        var chunks = Reader.Facts.Chunks - _times.Chunks;
        var waited = pendingSince > 0;
        if ((chunks == 0 && !waited) || now == 0)
        {
            return default;
        }

        ReadFindings findings = default;
        if (waited && _times.FirstContent != 0)
        {
            _pending += Math.Max(0, now - pendingSince);
        }

        if (chunks == 0)
        {
            return findings;
        }

        var first = _times.FirstContent == 0;
        if (first)
        {
            _times.FirstContent = now;
        }
        else
        {
            // Where data arrived while the read waited (or nobody could pause), the chunk took all the time since the last.
            var gap = pendingSince == IBodyObserver.Pumped || _pending >= _waiting ? Math.Max(0, now - _times.LastContent) : _pending;
            _times.LongestStall = Math.Max(_times.LongestStall, pendingSince == IBodyObserver.Pumped ? gap : _pending);
            findings.FirstGap = (double)gap / _frequency;
        }

        if (IsCallers)
        {
            findings.Gaps = first ? chunks - 1 : chunks;
            findings.ResponseModel = Reader.Facts.Model;
        }

        _pending = 0;
        _times.Chunks += chunks;
        _times.LastContent = now;
        if (_times.FirstAnswer == 0 && Reader.Facts.AnswerSeen)
        {
            _times.FirstAnswer = now;
        }

        return findings;
    }

    private void Fault()
    {
        _faulted = true;
        _faults.Failed(Stages.Response);
    }
}
