namespace LlmHttpMetrics.Interception;

/// <summary>Can refuse calls before they are sent, and reserves what those that it allows may cost.</summary>
internal interface ICallGuard
{
    /// <summary>Whether it has to see calls before they are sent.</summary>
    bool MayRefuse { get; }

    /// <summary>Begins to guard one call.</summary>
    IGuardedCall Begin(ClientMonitor monitor);
}
