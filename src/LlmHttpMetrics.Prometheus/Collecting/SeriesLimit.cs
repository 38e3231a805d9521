namespace LlmHttpMetrics.Prometheus.Collecting;

/// <summary>Limits the number of series of all metrics together.</summary>
internal sealed class SeriesLimit(int maxSeries)
{
    /// <summary>
    /// The number of series that a metric may have even if others have used up the limit: a metric that alerts depend on must not be lost because of
    /// the tags of another one.
    /// </summary>
    public const int Reserved = 100;

    private int _held;
    private long _overflowed;

    public int Held => Volatile.Read(ref _held);

    /// <summary>The number of measurements that were added to the overflow series.</summary>
    public long Overflowed => Interlocked.Read(ref _overflowed);

    /// <param name="own">The number of series that the metric already has.</param>
    public bool TryAdd(int own)
    {
        if (Interlocked.Increment(ref _held) > maxSeries && own >= Reserved)
        {
            Interlocked.Decrement(ref _held);
            return false;
        }

        return true;
    }

    public void Overflow() => Interlocked.Increment(ref _overflowed);
}
