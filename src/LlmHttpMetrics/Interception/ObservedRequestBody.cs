using System.Net;

namespace LlmHttpMetrics.Interception;

/// <summary>
/// Observes the body of a request while the network serializes it. The caller's own content still writes it; what the network receives instead is one
/// of two replacement contents, which only reference this object.
/// </summary>
/// <remarks>If the body is serialized again (a redirect, a failed connection), it is observed again, until it has been observed once to its end.</remarks>
internal sealed class ObservedRequestBody : IBodyObserver
{
    private RequestObservation? _observation;
    private Gate _gate;
    private bool _claimed;

    private ObservedRequestBody(HttpContent inner, RequestObservation observation)
    {
        Inner = inner;
        _observation = observation;
    }

    /// <summary>A replacement content in a request.</summary>
    public interface IStandIn
    {
        ObservedRequestBody Body { get; }
    }

    /// <summary>The caller's content.</summary>
    public HttpContent Inner { get; }

    /// <summary>The body that this content replaces; null if it is not a replacement.</summary>
    public static ObservedRequestBody? Of(HttpContent? content) => (content as IStandIn)?.Body;

    /// <summary>The content to send instead of another, with its headers.</summary>
    public static HttpContent StandInFor(HttpContent inner, RequestObservation observation)
    {
        ObservedRequestBody body = new(inner, observation);
        HttpContent standIn = IsSentBeforeTheAnswer(inner) ? new ObservedOneWayContent(body) : new ObservedDuplexContent(body);
        ContentHeaders.Copy(inner, standIn);
        return standIn;
    }

    /// <summary>Stops observing: the call has ended, although its request may still be being sent.</summary>
    public void Detach()
    {
        if (_gate.TryEnter())
        {
            // A content that is kept must not keep the calls that reuse the observation, and their responses, alive.
            _observation = null;
            _gate.Close();
        }
    }

    public async Task CopyToAsync(Stream destination, TransportContext? context, CancellationToken cancellationToken)
    {
        Restart();
        try
        {
            await Inner.CopyToAsync(new ObservingDestination(destination, this), context, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            OnFailed(e, cancellationToken);
            CopyFailure.ThrowUnwrapped(Inner, e);
            throw;
        }

        OnEnd();
    }

    public void CopyTo(Stream destination, TransportContext? context, CancellationToken cancellationToken)
    {
        Restart();
        try
        {
            Inner.CopyTo(new ObservingDestination(destination, this), context, cancellationToken);
        }
        catch (Exception e)
        {
            OnFailed(e, cancellationToken);
            CopyFailure.ThrowUnwrapped(Inner, e);
            throw;
        }

        OnEnd();
    }

    public async Task<Stream> OpenAsync(CancellationToken cancellationToken) => Observe(await Inner.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false));

    public Stream Open(CancellationToken cancellationToken) => Observe(Inner.ReadAsStream(cancellationToken));

    public bool TryComputeLength(out long length) => ContentHeaders.TryGetLength(Inner, out length);

    public long Now() => 0;

    public void OnWaiting(CancellationToken cancellationToken)
    {
    }

    public void OnBytes(ReadOnlySpan<byte> bytes, long pendingSince)
    {
        if (!_claimed || !_gate.TryEnter())
        {
            return;
        }

        var observation = _observation!;
        var isRead = observation.TryFeed(bytes);
        _gate.Exit();
        if (!isRead)
        {
            observation.CountFault();
        }
    }

    public void OnEnd()
    {
        if (_claimed && _gate.TryEnter())
        {
            _observation!.OnEnd();
            _gate.Exit();
        }
    }

    public void OnFailed(Exception exception, CancellationToken cancellationToken)
    {
        if (_claimed && _gate.TryEnter())
        {
            _claimed = false;
            _observation!.GiveUp(this);
            _gate.Exit();
        }
    }

    public void OnDisposed()
    {
    }

    /// <summary>
    /// Over HTTP/2 a request can continue after its answer has begun. .NET's own contents, and those derived from them, do not allow it: the send
    /// returns when they have been sent, and only then may the caller dispose what they read from. Contents that others derive from
    /// <see cref="HttpContent"/> itself do allow it.
    /// </summary>
    private static bool IsSentBeforeTheAnswer(HttpContent content) =>
        content is ByteArrayContent or StreamContent or MultipartContent || content.GetType().Assembly == typeof(HttpContent).Assembly;

    /// <summary>
    /// A seekable stream is returned unwrapped, since code that signs or compresses a body seeks in it. If it is in memory, it is read immediately.
    /// </summary>
    private Stream Observe(Stream stream)
    {
        if (!stream.CanSeek)
        {
            Restart();
            return new ObservingStream(stream, this);
        }

        if (stream is MemoryStream { Position: 0 } memory)
        {
            ReadMemory(memory);
        }

        return stream;
    }

    private void ReadMemory(MemoryStream memory)
    {
        Restart();
        try
        {
            // This does not change its position.
            using ObservingDestination destination = new(Stream.Null, this);
            memory.WriteTo(destination);
            OnEnd();
        }
        catch (Exception e)
        {
            OnFailed(e, CancellationToken.None);
        }
    }

    private void Restart()
    {
        if (!_gate.TryEnter())
        {
            return;
        }

        var observation = _observation!;
        _claimed = observation.TryClaim(this, Inner, out var faulted);
        _gate.Exit();
        if (faulted)
        {
            observation.CountFault();
        }
    }
}
