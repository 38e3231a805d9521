namespace LlmHttpMetrics.Interception;

/// <summary>Can refuse calls before they are sent.</summary>
internal interface ICallGuard
{
    /// <summary>Whether a call may currently be refused.</summary>
    bool MayRefuse { get; }

    /// <summary>Begins to guard one call.</summary>
    IGuardedCall Begin(ClientMonitor monitor);
}
