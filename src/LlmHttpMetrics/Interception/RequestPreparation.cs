using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Interception.Injection;

namespace LlmHttpMetrics.Interception;

/// <summary>
/// The work on a request before its call begins: it may be refused, and its content may have to be read for that, or to request the usage of its
/// stream. Most requests need none of it.
/// </summary>
internal sealed class RequestPreparation
{
    private readonly HttpRequestMessage _request;
    private readonly IGuardedCall? _guard;
    private readonly bool _injects;
    private CapturedContent? _captured;

    private RequestPreparation(ClientMonitor monitor, HttpRequestMessage request, IGuardedCall? guard, bool injects)
    {
        _request = request;
        _guard = guard;
        _injects = injects;
        Started = monitor.Time.GetTimestamp();
    }

    /// <summary>When it began, which is when the caller began to wait.</summary>
    public long Started { get; }

    /// <summary>What the guard has reserved for the call.</summary>
    public ICallReservation? Reservation => _guard?.Reservation;

    /// <summary>Null if the request can be sent immediately.</summary>
    public static RequestPreparation? Of(ClientMonitor monitor, HttpRequestMessage request)
    {
        try
        {
            var guard = monitor.Guard;
            var injects = UsageInjection.NeedsContent(request, monitor);
            return guard is null && !injects ? null : new RequestPreparation(monitor, request, guard, injects);
        }
        catch (Exception)
        {
            monitor.Faults.Failed(Stages.Begin);
            return null;
        }
    }

    /// <summary>Reads what has to be read. A token that is cancelled meanwhile, or content that fails, is left to the send to report.</summary>
    /// <exception cref="Exception">The call is refused.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (ContentToTake(cancellationToken) is { } content)
        {
            Replace(await RequestCapture.TakeAsync(content, cancellationToken).ConfigureAwait(false));
        }

        ThrowIfRefused(cancellationToken);
    }

    /// <inheritdoc cref="RunAsync"/>
    public void Run(CancellationToken cancellationToken)
    {
        if (ContentToTake(cancellationToken) is { } content)
        {
            Replace(RequestCapture.Take(content, cancellationToken));
        }

        ThrowIfRefused(cancellationToken);
    }

    /// <summary>Restores the caller's content.</summary>
    public void Undo()
    {
        if (_captured is not null && ReferenceEquals(_request.Content, _captured))
        {
            SetContent(_captured.Source);
        }
    }

    /// <summary>The content that has to be read; null if there is none, or if the call is already over and its content must not be touched.</summary>
    private HttpContent? ContentToTake(CancellationToken cancellationToken)
    {
        var isNeeded = (_guard?.NeedsPayload(_request) ?? false) || _injects;
        try
        {
            return isNeeded && !cancellationToken.IsCancellationRequested && _request.Content is { } content
                && !ContentTraits.Of(content).IsCoded && RequestCapture.CanTake(content) ? content : null;
        }
        catch (Exception)
        {
            // The length of the content cannot be determined; the sender will ask again.
            return null;
        }
    }

    private void Replace(CapturedContent? captured)
    {
        if (captured is not null && SetContent(captured))
        {
            _captured = captured;
        }
    }

    /// <summary>False if the request has been disposed meanwhile: it has no content to set.</summary>
    private bool SetContent(HttpContent content)
    {
        try
        {
            _request.Content = content;
            return true;
        }
        catch (ObjectDisposedException)
        {
            return false;
        }
    }

    private void ThrowIfRefused(CancellationToken cancellationToken)
    {
        try
        {
            _guard?.ThrowIfPayloadIsRefused(_request, cancellationToken);
        }
        catch (Exception)
        {
            Undo();
            throw;
        }
    }
}
