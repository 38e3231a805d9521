using System.Net;
using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Reading;

namespace LlmHttpMetrics.Interception;

/// <summary>
/// The response content the caller gets: the original's headers and length, its bytes read by the caller and observed on the way.
/// Content and stream share the sentinel that notices when the response is dropped.
/// </summary>
/// <remarks>
/// Of <see cref="StreamContent"/> nothing is used but what cannot be overridden: an answer that is passed on as a request is sent before
/// its own answer is handed out, as one from a socket is.
/// </remarks>
internal sealed class ObservedResponseContent : StreamContent, IBodyObserver, IThreadPoolWorkItem
{
    private readonly HttpContent _inner;
    private readonly DropSentinel _sentinel;
    private ResponseObservation? _observation;
    private CancellationToken _waiting;
    private Ending? _cancellation;
    private Gate _gate;
    private Lease _lease;

    /// <param name="inner">The original.</param>
    /// <param name="observation">What is observed of it.</param>
    /// <param name="exchange">The call it answers.</param>
    /// <param name="attempt">The attempt that brought it; null where something between the layers made it.</param>
    public ObservedResponseContent(HttpContent inner, ResponseObservation observation, LlmExchange exchange, LlmAttempt? attempt)
        : base(Stream.Null)
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

    /// <summary>Does something with the observation while it goes on; false once it has ended. No foreign code may run meanwhile.</summary>
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

    public long Now() => _observation?.Now() ?? 0;

    public void OnWaiting(CancellationToken cancellationToken) => _waiting = cancellationToken;

    public void OnBytes(ReadOnlySpan<byte> bytes, long pendingSince)
    {
        // The clock may be the application's, and what is published runs its listeners: both outside the gate.
        var now = Now();
        if (!_gate.TryEnter())
        {
            return;
        }

        ReadFindings findings;
        try
        {
            if (pendingSince != IBodyObserver.Pumped)
            {
                _waiting = default;
            }

            _cancellation = null;
            findings = _observation!.Feed(bytes, pendingSince, now);
            if (!findings.IsEmpty)
            {
                _lease.Take();
            }
        }
        finally
        {
            _gate.Exit();
        }

        if (!findings.IsEmpty)
        {
            Exchange.Publish(findings);
            if (_lease.GiveBack())
            {
                Exchange.Release();
            }
        }
    }

    public void OnEnd() => Finish(new Ending(EndingKind.EndOfBody));

    public void OnFailed(Exception exception, CancellationToken cancellationToken)
    {
        if (_observation is null)
        {
            return;
        }

        var failed = new Ending(EndingKind.Failed, exception, cancellationToken.IsCancellationRequested);
        if (!failed.IsCancellation || OutcomeRules.IsTimeout(exception))
        {
            Finish(failed);
            return;
        }

        // The caller may read on. What follows decides: a read that succeeds, or the end.
        failed = failed with { TimeoutElapsed = Exchange.TimeoutElapsed, At = Now() };
        if (_gate.TryEnter())
        {
            _waiting = default;
            _cancellation ??= failed;
            _gate.Exit();
        }
    }

    public void OnDisposed() => Finish(new Ending(EndingKind.Disposed));

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        await SerializeToStreamAsync(stream, context, CancellationToken.None).ConfigureAwait(false);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        ObservingDestination destination = new(stream, this);
        try
        {
            OnWaiting(cancellationToken);
            await _inner.CopyToAsync(destination, context, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            OnCopyFailed(destination, e, cancellationToken);
            CopyFailure.ThrowUnwrapped(_inner, e);
            throw;
        }

        OnEnd();
    }

    protected override void SerializeToStream(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        ObservingDestination destination = new(stream, this);
        try
        {
            OnWaiting(cancellationToken);
            _inner.CopyTo(destination, context, cancellationToken);
        }
        catch (Exception e)
        {
            OnCopyFailed(destination, e, cancellationToken);
            CopyFailure.ThrowUnwrapped(_inner, e);
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

    /// <summary>A copy of the whole content failed: it can't be copied again, so this is the end.</summary>
    private void OnCopyFailed(ObservingDestination destination, Exception exception, CancellationToken cancellationToken)
    {
        if (!destination.IsAtFault(exception, cancellationToken))
        {
            OnFailed(exception, cancellationToken);
        }

        OnDisposed();
    }

    /// <summary>The first ending counts, and its record is made before the call that brought it returns.</summary>
    private void Finish(Ending ending)
    {
        if (_observation is null)
        {
            return;
        }

        // Its reader was interrupted where the token of a read that still waits has fired: an SDK's network timeout disposes of the stream then.
        var interrupted = ending.Kind == EndingKind.Disposed && _waiting.IsCancellationRequested;
        if (interrupted)
        {
            ending = ending with { CallerCancelled = true, TimeoutElapsed = Exchange.TimeoutElapsed };
        }

        if (!_gate.TryEnter())
        {
            return;
        }

        if (_cancellation is { } cancellation)
        {
            ending = cancellation with { Kind = ending.Kind, At = ending.Kind == EndingKind.EndOfBody ? 0 : cancellation.At };
        }

        var observation = _observation!;
        _observation = null;
        _gate.Close();
        _sentinel.Release();
        if (observation.Complete(ending, this) && _lease.End())
        {
            Exchange.Release();
        }
    }
}
