using System.Net;
using LlmHttpMetrics.Observation;

namespace LlmHttpMetrics.Interception;

/// <summary>
/// The response content the caller gets: the original's headers and length, its bytes read by the caller and looked at.
/// Content and stream share the sentinel that notices when the response is dropped.
/// </summary>
internal sealed class ObservedResponseContent : HttpContent, IBodyObserver, IThreadPoolWorkItem
{
    private readonly HttpContent _inner;
    private readonly DropSentinel _sentinel;
    private ResponseObservation? _observation;
    private Gate _gate;

    /// <param name="inner">The original.</param>
    /// <param name="observation">Who looks on.</param>
    /// <param name="exchange">The call it answers.</param>
    /// <param name="attempt">The attempt that brought it; null where something between the layers made it.</param>
    public ObservedResponseContent(HttpContent inner, ResponseObservation observation, LlmExchange exchange, LlmAttempt? attempt)
    {
        _inner = inner;
        Exchange = exchange;
        Attempt = attempt;
        _observation = observation;
        _sentinel = DropSentinel.Watch(this);
        if (ContentHeaders.Copy(inner, this) is { } coding)
        {
            observation.Decode(coding);
        }
    }

    /// <summary>The call it answers; another's once it has ended, unless the call has attempts.</summary>
    public LlmExchange Exchange { get; }

    public LlmAttempt? Attempt { get; }

    /// <summary>The response it was given to the caller with.</summary>
    public HttpResponseMessage? Response { get; set; }

    /// <summary>There are no bytes to come. The original is asked: our own headers would have to ask it, and keep what it says.</summary>
    public bool IsEmpty => _inner.Headers.ContentLength == 0;

    /// <summary>It is the body of an attempt of this call.</summary>
    public bool IsOf(LlmExchange exchange) => ReferenceEquals(Exchange, exchange);

    /// <summary>Does something with the observation while it goes on; false once it has ended.</summary>
    public bool TryVisit<TState>(TState state, Action<ResponseObservation, TState> visit)
    {
        if (!_gate.TryEnter())
        {
            return false;
        }

        try
        {
            visit(_observation!, state);
        }
        finally
        {
            _gate.Exit();
        }

        return true;
    }

    void IThreadPoolWorkItem.Execute() => Finish(new Ending(EndingKind.Disposed));

    long IBodyObserver.Now() => _observation?.Now() ?? 0;

    void IBodyObserver.OnBytes(ReadOnlySpan<byte> bytes, long pendingSince)
    {
        if (_gate.TryEnter())
        {
            try
            {
                _observation!.Feed(Exchange, bytes, pendingSince);
            }
            finally
            {
                _gate.Exit();
            }
        }
    }

    public void OnEnd() => Finish(new Ending(EndingKind.EndOfBody));

    public void OnFailed(Exception exception, CancellationToken cancellationToken) =>
        Finish(new Ending(EndingKind.Failed, exception, cancellationToken.IsCancellationRequested));

    public void OnDisposed() => Finish(new Ending(EndingKind.Disposed));

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        await SerializeToStreamAsync(stream, context, CancellationToken.None).ConfigureAwait(false);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        try
        {
            await _inner.CopyToAsync(new ObservingDestination(stream, this), context, cancellationToken).ConfigureAwait(false);
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
        try
        {
            _inner.CopyTo(new ObservingDestination(stream, this), context, cancellationToken);
        }
        catch (Exception e)
        {
            OnFailed(e, cancellationToken);
            throw;
        }

        OnEnd();
    }

    protected override Task<Stream> CreateContentReadStreamAsync() => CreateContentReadStreamAsync(CancellationToken.None);

    protected override Task<Stream> CreateContentReadStreamAsync(CancellationToken cancellationToken)
    {
        var opening = _inner.ReadAsStreamAsync(cancellationToken);
        return opening.IsCompletedSuccessfully ? Task.FromResult<Stream>(new ObservingStream(opening.Result, this)) : OpenAsync(opening);
    }

    protected override Stream CreateContentReadStream(CancellationToken cancellationToken) =>
        new ObservingStream(_inner.ReadAsStream(cancellationToken), this);

    protected override bool TryComputeLength(out long length)
    {
        var known = _inner.Headers.ContentLength;
        length = known.GetValueOrDefault();
        return known.HasValue;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            OnDisposed();
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task<Stream> OpenAsync(Task<Stream> opening) => new ObservingStream(await opening.ConfigureAwait(false), this);

    /// <summary>The first ending counts, and its record is made before the call that brought it returns.</summary>
    private void Finish(Ending ending)
    {
        if (_observation is null || !_gate.TryEnter())
        {
            return;
        }

        var observation = _observation!;
        _observation = null;
        _gate.Close();
        _sentinel.Release();
        observation.Complete(ending, this);
    }
}
