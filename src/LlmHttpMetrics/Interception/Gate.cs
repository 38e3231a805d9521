namespace LlmHttpMetrics.Interception;

/// <summary>
/// Lets one thread at a time access what is being observed, and none once it has ended. Held while bytes that are already available are read, never
/// across I/O, so waiting for it is short.
/// </summary>
internal struct Gate
{
    private const int Free = 0;
    private const int Held = 1;
    private const int Closed = 2;

    private int _state;

    /// <summary>Returns false if it has been closed.</summary>
    public bool TryEnter()
    {
        var spin = default(SpinWait);
        while (true)
        {
            switch (Interlocked.CompareExchange(ref _state, Held, Free))
            {
                case Free: return true;
                case Closed: return false;
            }

            spin.SpinOnce();
        }
    }

    public void Exit() => Volatile.Write(ref _state, Free);

    /// <summary>Leaves the gate and closes it.</summary>
    public void Close() => Volatile.Write(ref _state, Closed);
}
