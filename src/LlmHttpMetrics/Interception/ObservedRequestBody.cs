using System.Net;

namespace LlmHttpMetrics.Interception;

/// <summary>
/// Observes the body of a request while the network serializes it. The caller's own content writes it, in its own way;
/// what the network is given in its place is one of two stand-ins, which hold nothing but this.
/// </summary>
/// <remarks>Serialized again (a redirect, a connection that failed) it is observed again, until it has been seen once to its end.</remarks>
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

    /// <summary>A stand-in in a request.</summary>
    public interface IStandIn
    {
        ObservedRequestBody Body { get; }
    }

    /// <summary>The caller's content.</summary>
    public HttpContent Inner { get; }

    /// <summary>The body that this content stands in for; null where it is no stand-in.</summary>
    public static ObservedRequestBody? Of(HttpContent? content) => (content as IStandIn)?.Body;

    /// <summary>The content to send in place of another, with its headers.</summary>
    public static HttpContent StandInFor(HttpContent inner, RequestObservation observation)
    {
        ObservedRequestBody body = new(inner, observation);
        HttpContent standIn = IsSentBeforeTheAnswer(inner) ? new ObservedOneWayContent(body) : new ObservedDuplexContent(body);
        ContentHeaders.Copy(inner, standIn);
        return standIn;
    }

    /// <summary>Nothing is observed from here on: the call has ended, though its request may still be on its way.</summary>
    public void Detach()
    {
        if (_gate.TryEnter())
        {
            // A content that is kept must not keep the calls that reuse the observation, and their responses, with it.
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

    public bool TryComputeLength(out long length)
    {
        var known = Inner.Headers.ContentLength;
        length = known.GetValueOrDefault();
        return known.HasValue;
    }

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
    /// Over HTTP/2 a request may go on after its answer has begun. .NET's own contents, and what is derived from them, do
    /// not allow it: the send returns when they are sent, and only then may the caller dispose of what they read from.
    /// Contents that others derive from <see cref="HttpContent"/> itself do.
    /// </summary>
    private static bool IsSentBeforeTheAnswer(HttpContent content) =>
        content is ByteArrayContent or StreamContent or MultipartContent || content.GetType().Assembly == typeof(HttpContent).Assembly;

    /// <summary>
    /// A stream that seeks is handed out as it is, since those who sign or compress a body go back in it. Where it is memory,
    /// it is read there and then.
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
            // This does not move its position.
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
