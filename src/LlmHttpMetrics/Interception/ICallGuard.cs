namespace LlmHttpMetrics.Interception;

/// <summary>Can refuse calls before they are sent, and reserves the estimated cost of those that it allows.</summary>
internal interface ICallGuard
{
    /// <summary>Whether it may refuse calls, and therefore has to check them before they are sent.</summary>
    bool MayRefuse { get; }

    /// <summary>Begins to guard one call.</summary>
    IGuardedCall Begin(ClientMonitor monitor);
}
