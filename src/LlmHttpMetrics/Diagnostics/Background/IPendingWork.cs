namespace LlmHttpMetrics.Diagnostics.Background;

/// <summary>Work that continues after its call has ended, and that can be awaited.</summary>
internal interface IPendingWork
{
    /// <summary>Waits until the work that has started so far is done.</summary>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    Task FlushAsync(CancellationToken cancellationToken);
}
