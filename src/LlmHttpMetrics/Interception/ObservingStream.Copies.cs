namespace LlmHttpMetrics.Interception;

/// <summary>Copies to the caller's destination: the source writes in its own way to a destination that is observed.</summary>
internal sealed partial class ObservingStream
{
    public override void CopyTo(Stream destination, int bufferSize)
    {
        ArgumentNullException.ThrowIfNull(destination);
        ObservingDestination observed = new(destination, observer);
        try
        {
            Inner.CopyTo(observed, bufferSize);
        }
        catch (Exception e)
        {
            OnCopyFailed(observed, e, CancellationToken.None);
            throw;
        }

        observer.OnEnd();
    }

    public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken)
    {
        // The source validates the other arguments.
        ArgumentNullException.ThrowIfNull(destination);
        ObservingDestination observed = new(destination, observer);
        Task copying;
        try
        {
            observer.OnWaiting(cancellationToken);
            copying = Inner.CopyToAsync(observed, bufferSize, cancellationToken);
        }
        catch (Exception e)
        {
            OnCopyFailed(observed, e, cancellationToken);
            throw;
        }

        if (copying.IsCompletedSuccessfully)
        {
            observer.OnEnd();
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

        observer.OnEnd();
    }

    /// <summary>If the destination failed, the call continues: its reader may read the rest, or dispose it.</summary>
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
}
