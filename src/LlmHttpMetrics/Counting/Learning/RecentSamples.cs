namespace LlmHttpMetrics.Counting.Learning;

/// <summary>The last samples of one kind, and the errors of the estimates made before each of them.</summary>
internal sealed class RecentSamples
{
    public const int Capacity = 64;

    /// <summary>After this many newer samples, the weight of a sample is halved.</summary>
    private const double HalfLife = 32;

    /// <summary>The weight of the newest error in the running error.</summary>
    private const double ErrorShare = 1 / 8d;

    private readonly Sample[] _ring = new Sample[Capacity];
    private int _next;

    /// <summary>The number of samples.</summary>
    public int Count { get; private set; }

    /// <summary>Changes with every sample.</summary>
    public int Version { get; private set; }

    /// <summary>The recent error, relative to the reported tokens.</summary>
    public double Error { get; private set; }

    /// <summary>The number of estimates that were compared with the reported tokens.</summary>
    public int Checked { get; private set; }

    public void Add(Sample sample)
    {
        _ring[_next] = sample;
        _next = (_next + 1) % Capacity;
        Count = Math.Min(Count + 1, Capacity);
        Version++;
    }

    /// <summary>Compares an estimate with the reported tokens.</summary>
    public void Check(long estimated, long reported)
    {
        var error = Math.Min(1, Math.Abs(estimated - reported) / (double)Math.Max(1, reported));
        Checked = Math.Min(Checked + 1, Capacity);
        Error += (error - Error) * Math.Max(ErrorShare, 1d / Checked);
    }

    /// <summary>Restores the error that was saved.</summary>
    public void Restore(double error, int @checked) => (Error, Checked) = (error, @checked);

    /// <summary>The samples, oldest first.</summary>
    public IEnumerable<Sample> Oldest()
    {
        for (var i = Count; i > 0; i--)
        {
            yield return _ring[(_next - i + Capacity) % Capacity];
        }
    }

    /// <summary>The samples with their weights.</summary>
    public IEnumerable<(Sample Sample, double Weight)> Weighted()
    {
        for (var age = 0; age < Count; age++)
        {
            yield return (_ring[(_next - 1 - age + Capacity) % Capacity], Math.Pow(0.5, age / HalfLife));
        }
    }
}
