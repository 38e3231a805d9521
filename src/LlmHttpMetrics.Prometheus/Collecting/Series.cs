namespace LlmHttpMetrics.Prometheus.Collecting;

/// <summary>The values for one combination of labels.</summary>
internal sealed class Series(byte[] labels, int hash, HistogramValue? histogram)
{
    private long _whole;
    private double _fraction;
    private ExemplarSlot[]? _exemplars;

    /// <summary>The labels as they are written, without braces; empty if there are none.</summary>
    public byte[] Labels => labels;

    /// <summary>The hash of <see cref="Labels"/>.</summary>
    public int Hash => hash;

    /// <summary>The next series in the same bucket of its table.</summary>
    public Series? Next { get; set; }

    /// <summary>The series with the duration of the same calls.</summary>
    public Series? Latency { get; set; }

    /// <summary>The epoch in which it was last observed.</summary>
    public int Epoch { get; private set; }

    public HistogramValue? Histogram => histogram;

    /// <summary>Whether only whole numbers have been added, so that <see cref="Whole"/> is the total.</summary>
    public bool IsWhole => Volatile.Read(ref _fraction) is 0;

    public long Whole => Interlocked.Read(ref _whole);

    public double Value => Whole + Volatile.Read(ref _fraction);

    public void Add(long value, ExemplarSource? exemplars)
    {
        Interlocked.Add(ref _whole, value);
        Take(exemplars, value, 0, 1);
    }

    public void Add(double value, ExemplarSource? exemplars)
    {
        Atomic.Add(ref _fraction, value);
        Take(exemplars, value, 0, 1);
    }

    public void Set(double value, int epoch)
    {
        Volatile.Write(ref _fraction, value);
        Epoch = epoch;
    }

    public void Record(double value, ExemplarSource? exemplars, int buckets) => Take(exemplars, value, histogram!.Record(value), buckets);

    public bool TryReadExemplar(int slot, out Exemplar exemplar)
    {
        exemplar = default;
        return Volatile.Read(ref _exemplars)?[slot] is { } found && found.TryRead(out exemplar);
    }

    private void Take(ExemplarSource? source, double value, int slot, int slots)
    {
        if (source?.TryTake(value, out var exemplar) != true)
        {
            return;
        }

        var all = Volatile.Read(ref _exemplars) ?? Interlocked.CompareExchange(ref _exemplars, new ExemplarSlot[slots], null) ?? _exemplars;
        (Volatile.Read(ref all[slot]) ?? Interlocked.CompareExchange(ref all[slot], new ExemplarSlot(), null) ?? all[slot]).Offer(exemplar);
    }
}
