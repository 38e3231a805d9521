namespace LlmHttpMetrics.Interception;

/// <summary>May refuse calls before they are sent, and sets aside what those may cost that it lets pass.</summary>
internal interface ICallGuard
{
    /// <summary>There are calls that it has to see before they are sent.</summary>
    bool MayRefuse { get; }

    /// <summary>Guards one call.</summary>
    IGuardedCall Begin(ClientMonitor monitor);
}
