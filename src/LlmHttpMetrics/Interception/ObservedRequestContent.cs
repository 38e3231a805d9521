using System.Net;

namespace LlmHttpMetrics.Interception;

/// <summary>
/// What the innermost handler sends in place of the caller's content: the same headers and length, serialized by the
/// original. Serialized again (a redirect, a connection that failed) it serves again, and is looked at until it has been
/// seen once to its end.
/// </summary>
internal sealed class ObservedRequestContent : HttpContent, IBodyObserver
{
    private RequestObservation? _observation;
    private Gate _gate;
    private bool _claimed;

    public ObservedRequestContent(HttpContent inner, RequestObservation observation)
    {
        Inner = inner;
        _observation = observation;
        ContentHeaders.Copy(inner, this);
    }

    public HttpContent Inner { get; }

    /// <summary>Nothing is observed from here on: the call has ended, though its request may still be on its way.</summary>
    public void Detach()
    {
        if (_gate.TryEnter())
        {
            // Whoever keeps this content must not keep the calls that reuse the observation, and their responses, with it.
            _observation = null;
            _gate.Close();
        }
    }

    public long Now() => 0;

    public void OnWaiting(CancellationToken cancellationToken)
    {
    }

    public void OnBytes(ReadOnlySpan<byte> bytes, long pendingSince)
    {
        if (_claimed && _gate.TryEnter())
        {
            try
            {
                _observation!.OnBytes(bytes, pendingSince);
            }
            finally
            {
                _gate.Exit();
            }
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

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        Restart();
        try
        {
            await Inner.CopyToAsync(new ObservingDestination(stream, this), context, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            OnFailed(e, cancellationToken);
            throw;
        }

        OnEnd();
    }

    protected override void SerializeToStream(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        Restart();
        try
        {
            Inner.CopyTo(new ObservingDestination(stream, this), context, cancellationToken);
        }
        catch (Exception e)
        {
            OnFailed(e, cancellationToken);
            throw;
        }

        OnEnd();
    }

    protected override Task<Stream> CreateContentReadStreamAsync() => CreateContentReadStreamAsync(CancellationToken.None);

    protected override async Task<Stream> CreateContentReadStreamAsync(CancellationToken cancellationToken)
    {
        Restart();
        return new ObservingStream(await Inner.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false), this);
    }

    protected override Stream CreateContentReadStream(CancellationToken cancellationToken)
    {
        Restart();
        return new ObservingStream(Inner.ReadAsStream(cancellationToken), this);
    }

    protected override bool TryComputeLength(out long length)
    {
        var known = Inner.Headers.ContentLength;
        length = known.GetValueOrDefault();
        return known.HasValue;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Restart()
    {
        if (_gate.TryEnter())
        {
            try
            {
                _claimed = _observation!.TryClaim(this, Inner);
            }
            finally
            {
                _gate.Exit();
            }
        }
    }
}
