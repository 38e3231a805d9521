namespace LlmHttpMetrics.Interception;

/// <summary>May refuse calls before they are sent.</summary>
internal interface ICallGuard
{
    /// <summary>A call may be refused at present.</summary>
    bool MayRefuse { get; }

    /// <summary>Guards one call.</summary>
    IGuardedCall Begin(ClientMonitor monitor);
}
