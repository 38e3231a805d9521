namespace LlmHttpMetrics.Interception;

/// <summary>
/// Detects that a response was dropped: its content references the sentinel and nothing rooted does, so its finalizer runs when the content is no
/// longer reachable. The finalizer only queues a work item.
/// </summary>
/// <remarks>
/// Registering and examining a finalizable object costs more than everything else that a call allocates, so the sentinels of calls that have ended
/// are reused, but only while they are young: an old one would only be finalized after a full collection.
/// </remarks>
internal sealed class DropSentinel
{
    [ThreadStatic]
    private static DropSentinel? s_last;

    private IThreadPoolWorkItem? _watched;
    private bool _spent;

    ~DropSentinel()
    {
        _spent = true;
        if (_watched is { } watched)
        {
            ThreadPool.UnsafeQueueUserWorkItem(watched, preferLocal: false);
        }
    }

    /// <summary>Returns a sentinel that runs the work item once <paramref name="watched"/>, which has to reference it, is no longer reachable.</summary>
    public static DropSentinel Watch(IThreadPoolWorkItem watched)
    {
        var sentinel = Pool<DropSentinel>.Rent(ref s_last);
        if (GC.GetGeneration(sentinel) > 0)
        {
            sentinel = new DropSentinel();
        }

        sentinel._watched = watched;
        return sentinel;
    }

    /// <summary>Stops watching. The caller must not use the sentinel afterwards.</summary>
    public void Release()
    {
        _watched = null;
        if (!_spent)
        {
            Pool<DropSentinel>.Return(this, ref s_last);
        }
    }
}
