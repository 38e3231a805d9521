namespace LlmHttpMetrics.Prometheus.Collecting;

/// <summary>How many series there may be, those of all metrics together.</summary>
internal sealed class SeriesLimit(int most)
{
    /// <summary>What a metric may have even if others have taken all: one that everybody's alerts look at must not be lost to another's tags.</summary>
    public const int Reserved = 100;

    private int _held;
    private long _overflowed;

    public int Held => Volatile.Read(ref _held);

    /// <summary>Measurements that went to the series of what is too much.</summary>
    public long Overflowed => Interlocked.Read(ref _overflowed);

    /// <param name="own">What the metric has already.</param>
    public bool TryAdd(int own)
    {
        if (Interlocked.Increment(ref _held) > most && own >= Reserved)
        {
            Interlocked.Decrement(ref _held);
            return false;
        }

        return true;
    }

    public void Overflow() => Interlocked.Increment(ref _overflowed);
}
