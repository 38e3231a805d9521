namespace LlmHttpMetrics.Diagnostics.Background;

/// <summary>Work that goes on after the call it belongs to has ended, and that can be waited for.</summary>
internal interface IPendingWork
{
    /// <summary>Waits until the work that has been begun before is done.</summary>
    /// <exception cref="OperationCanceledException">The token has fired.</exception>
    Task FlushAsync(CancellationToken cancellationToken);
}
