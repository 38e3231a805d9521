using System.Net;
using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Reading;

namespace LlmHttpMetrics.Interception;

/// <summary>
/// The response content that the caller receives: it has the original's headers and length, and its bytes are observed while the caller reads them.
/// Content and stream share the sentinel that detects a dropped response.
/// </summary>
/// <remarks>
/// Of <see cref="StreamContent"/> only what cannot be overridden is used: an answer that is passed on as a request is sent before its own answer is
/// returned, as one from a socket is.
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

    /// <param name="inner">The original content.</param>
    /// <param name="observation">The observation of the content.</param>
    /// <param name="exchange">The call that it answers.</param>
    /// <param name="attempt">The attempt that returned it; null if a handler between the layers created it.</param>
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

    /// <summary>The call that it answers; once it has ended another call's, unless the call has attempts.</summary>
    public LlmExchange Exchange { get; }

    public LlmAttempt? Attempt { get; }

    /// <summary>The response that the caller received it with.</summary>
    public HttpResponseMessage? Response { get; set; }

    /// <summary>Whether there are no bytes. The original is asked: our own headers would have to ask it, and would keep its answer.</summary>
    public bool IsEmpty => _inner.Headers.ContentLength == 0;

    /// <summary>Whether it is the body of an attempt of this call.</summary>
    public bool IsOf(LlmExchange exchange) => ReferenceEquals(Exchange, exchange);

    /// <summary>Accesses the observation while it is active; false once it has ended. Must not run code of the application or of listeners.</summary>
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
        // The clock may be the application's, and publishing runs listeners: both happen outside the gate.
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

        // The caller may continue to read. What follows decides: a successful read, or the end.
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

    protected override bool TryComputeLength(out long length) => ContentHeaders.TryGetLength(_inner, out length);

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

    /// <summary>Called when a copy of the whole content failed: it cannot be copied again, so this is the end.</summary>
    private void OnCopyFailed(ObservingDestination destination, Exception exception, CancellationToken cancellationToken)
    {
        if (!destination.IsAtFault(exception, cancellationToken))
        {
            OnFailed(exception, cancellationToken);
        }

        OnDisposed();
    }

    /// <summary>Ends the observation. Only the first ending counts, and its record is complete before the call that caused it returns.</summary>
    private void Finish(Ending ending)
    {
        if (_observation is null)
        {
            return;
        }

        // The reader was interrupted if the token of a read that is still waiting was cancelled: an SDK's network timeout then disposes the stream.
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
        if (Exchange.Response.End(observation, this, ending) && _lease.End())
        {
            Exchange.Release();
        }
    }
}
