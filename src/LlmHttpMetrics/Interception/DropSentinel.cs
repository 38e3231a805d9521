namespace LlmHttpMetrics.Interception;

/// <summary>
/// Notices a response that was dropped: its content holds it, nothing rooted does, so its finalizer runs when the content
/// can no longer be reached. The finalizer only queues.
/// </summary>
/// <remarks>
/// To register and to inspect a finalizable object costs more than all else that a call allocates, so those of calls that
/// ended are used again, but only while they are young: an old one would be noticed by a full collection alone.
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

    /// <summary>A sentinel that runs the work once <paramref name="watched"/>, which has to hold it, can no longer be reached.</summary>
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

    /// <summary>There is nothing to notice any more. The caller no longer uses it.</summary>
    public void Release()
    {
        _watched = null;
        if (!_spent)
        {
            Pool<DropSentinel>.Return(this, ref s_last);
        }
    }
}
