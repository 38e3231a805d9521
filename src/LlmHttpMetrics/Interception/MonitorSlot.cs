namespace LlmHttpMetrics.Interception;

/// <summary>
/// Provides a handler with the monitor of its client. The factory caches an exception thrown while a handler is built, and refuses a client that is
/// requested while its own handler is being built; so monitors, which need the application's services, are created later.
/// </summary>
internal sealed class MonitorSlot
{
    private readonly Func<ClientMonitor?>? _find;
    private ClientMonitor? _monitor;

    public MonitorSlot(ClientMonitor monitor) => _monitor = monitor;

    /// <param name="find">Finds the monitor, or returns null if there is none yet. Never throws.</param>
    public MonitorSlot(Func<ClientMonitor?> find) => _find = find;

    /// <summary>The monitor; null if there is none yet, in which case calls are not measured.</summary>
    public ClientMonitor? Monitor => _monitor ??= _find?.Invoke();
}
