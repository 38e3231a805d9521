namespace LlmHttpMetrics.Interception;

/// <summary>Copies to the caller's destination: the source writes in its own way to a destination that is looked at.</summary>
internal sealed partial class ObservingStream
{
    public override void CopyTo(Stream destination, int bufferSize)
    {
        ObservingDestination observed = new(destination, observer, Skipped());
        try
        {
            inner.CopyTo(observed, bufferSize);
        }
        catch (Exception e)
        {
            OnCopyFailed(observed, e, CancellationToken.None);
            throw;
        }

        FinishCopy(observed);
    }

    public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken)
    {
        // Arguments are checked by the source, before anything is observed and by an exception thrown as it would be without us.
        ObservingDestination observed = new(destination, observer, Skipped());
        Task copying;
        try
        {
            observer.OnWaiting(cancellationToken);
            copying = inner.CopyToAsync(observed, bufferSize, cancellationToken);
        }
        catch (Exception e)
        {
            OnCopyFailed(observed, e, cancellationToken);
            throw;
        }

        if (copying.IsCompletedSuccessfully)
        {
            FinishCopy(observed);
            return copying;
        }

        return FinishCopyAsync(copying, observed, cancellationToken);
    }

    private async Task FinishCopyAsync(Task copying, ObservingDestination observed, CancellationToken cancellationToken)
    {
        try
        {
            await copying.ConfigureAwait(false);
        }
        catch (Exception e)
        {
            OnCopyFailed(observed, e, cancellationToken);
            throw;
        }

        FinishCopy(observed);
    }

    /// <summary>Where the destination failed the call goes on: its reader may read the rest, or dispose of it.</summary>
    private void OnCopyFailed(ObservingDestination observed, Exception exception, CancellationToken cancellationToken)
    {
        if (observed.IsAtFault(exception, cancellationToken))
        {
            observer.OnWaiting(CancellationToken.None);
        }
        else
        {
            observer.OnFailed(exception, cancellationToken);
        }
    }

    private void FinishCopy(ObservingDestination observed)
    {
        _observed += observed.Written;
        observer.OnEnd();
    }

    /// <summary>Bytes at the beginning of a copy that have been looked at already, because the caller went back.</summary>
    private long Skipped() => inner.CanSeek ? _observed - inner.Position : 0;
}
