namespace LlmHttpMetrics.Interception;

/// <summary>
/// Where a handler finds the monitor of its client. The factory keeps what building a handler throws, and refuses a client that is asked for while
/// its own handler is being built; so monitors, which need services of the application's, are made later.
/// </summary>
internal sealed class MonitorSlot
{
    private readonly Func<ClientMonitor?>? _find;
    private ClientMonitor? _monitor;

    public MonitorSlot(ClientMonitor monitor) => _monitor = monitor;

    /// <param name="find">Finds the monitor, or returns null while there is none. Never throws.</param>
    public MonitorSlot(Func<ClientMonitor?> find) => _find = find;

    /// <summary>The monitor; null while there is none, and calls pass unmeasured.</summary>
    public ClientMonitor? Monitor => _monitor ??= _find?.Invoke();
}
