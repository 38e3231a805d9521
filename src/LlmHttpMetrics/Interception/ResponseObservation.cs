using System.Net.Http.Headers;
using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Reading;
using LlmHttpMetrics.Text;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Interception;

/// <summary>Observes one answer while it is read: its content and its times. Reused from answer to answer.</summary>
/// <remarks>
/// Since it lives long, it references nothing of a call that leads to its response: a dropped response would then only be detected after a full
/// collection.
/// </remarks>
internal sealed class ResponseObservation
{
    /// <summary>A shorter read found its data already available: the pause before it was the caller's own.</summary>
    private static readonly TimeSpan Waiting = TimeSpan.FromMilliseconds(1);

    [ThreadStatic]
    private static ResponseObservation? s_last;

    private WireFormat _format = null!;
    private ClientMonitor _monitor = null!;
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

    /// <summary>Whether an internal fault, or content that cannot be decoded, has ended the reading.</summary>
    public bool IsUnreadable => _unreadable || _faulted;

    /// <summary>Whether its reader is the caller, so that the times between chunks are the caller's.</summary>
    public bool IsCallers { get; set; }

    /// <summary>Begins an answer, whose text has been begun before.</summary>
    public void Begin(WireFormat format, ClientMonitor monitor, HttpResponseMessage response)
    {
        _format = format;
        _monitor = monitor;
        _times = default;
        _frequency = monitor.Time.TimestampFrequency;
        _waiting = (long)(Waiting.TotalSeconds * _frequency);
        _pending = 0;
        _faulted = false;
        _decoder = null;
        _unreadable = false;
        _headers = format.Headers.Length > 0 ? response.Headers : null;
        Status = (int)response.StatusCode;
        IsCallers = false;
        Reader.Begin(format, Text.Tally);
    }

    /// <summary>Sets the content coding; called before the first bytes.</summary>
    public void Decode(string coding)
    {
        _decoder = BodyDecoder.For(coding);
        _unreadable = _decoder is null;
    }

    /// <summary>The timestamp, or zero if the clock throws. Called outside the gate, by a read that can outlast the observation.</summary>
    public long Now() => _monitor.Now(Stages.Response);

    /// <summary>Reads the bytes. Runs only code of this library: the findings are published by the caller of this method, outside the gate.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="pendingSince">When the read began to wait; see <see cref="IBodyObserver"/>.</param>
    /// <param name="now">When the bytes had been received; zero if the clock threw.</param>
    public ReadFindings Feed(ReadOnlySpan<byte> bytes, long pendingSince, long now)
    {
        if (IsUnreadable)
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
            // The server's bytes are at fault, not this library.
            _unreadable = true;
            return default;
        }
        catch (Exception)
        {
            _faulted = true;
            return new ReadFindings { Faulted = true };
        }
    }

    /// <summary>Ends the observation; called for the first ending only.</summary>
    /// <param name="kind">How the body ended.</param>
    /// <param name="now">When it ended; zero if the clock threw.</param>
    public ReadFindings End(EndingKind kind, long now)
    {
        ReadFindings findings = default;
        try
        {
            if (kind == EndingKind.EndOfBody && !IsUnreadable)
            {
                Reader.End();
                findings = TimeChunks(IBodyObserver.Pumped, now);
            }

            if (_headers is not null)
            {
                AnswerHeaders.Read(_headers, _format, Reader.Facts);
            }
        }
        catch (Exception)
        {
            _faulted = findings.Faulted = true;
        }

        return findings;
    }

    /// <summary>Rents an instance for one of several answers; released when its facts are no longer needed.</summary>
    public static ResponseObservation Rent() => Pool<ResponseObservation>.Rent(ref s_last);

    /// <summary>Returns it to the pool, with everything that it holds.</summary>
    public void Release()
    {
        Clear();
        Pool<ResponseObservation>.Return(this, ref s_last);
    }

    /// <summary>Releases what it holds of the answer.</summary>
    public void Clear()
    {
        Reader.Facts.ReleaseBuffers();
        Text.Reset();
        _decoder?.Dispose();
        _decoder = null;
        _headers = null;
    }

    /// <param name="pendingSince">When the read began; see <see cref="IBodyObserver"/>.</param>
    /// <param name="now">When it ended; zero if the clock threw.</param>
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
            // If data arrived while the read waited (or no reader could pause), the chunk took all the time since the last one.
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
}
