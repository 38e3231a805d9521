namespace LlmHttpMetrics.Counting.Learning;

/// <summary>The last samples of one kind, and how far estimates made before each of them were off.</summary>
internal sealed class RecentSamples
{
    public const int Capacity = 64;

    /// <summary>After this many newer samples one counts half.</summary>
    private const double HalfLife = 32;

    /// <summary>How much the newest error counts in the running one.</summary>
    private const double ErrorShare = 1 / 8d;

    private readonly Sample[] _ring = new Sample[Capacity];
    private int _next;

    /// <summary>Samples that are there.</summary>
    public int Count { get; private set; }

    /// <summary>Changes with every sample.</summary>
    public int Version { get; private set; }

    /// <summary>The recent error, relative to what was reported.</summary>
    public double Error { get; private set; }

    /// <summary>How often an estimate could be held against what was then reported.</summary>
    public int Checked { get; private set; }

    public void Add(Sample sample)
    {
        _ring[_next] = sample;
        _next = (_next + 1) % Capacity;
        Count = Math.Min(Count + 1, Capacity);
        Version++;
    }

    /// <summary>An estimate has been held against what was reported.</summary>
    public void Check(long estimated, long reported)
    {
        var error = Math.Min(1, Math.Abs(estimated - reported) / (double)Math.Max(1, reported));
        Checked = Math.Min(Checked + 1, Capacity);
        Error += (error - Error) * Math.Max(ErrorShare, 1d / Checked);
    }

    /// <summary>What had been learned before.</summary>
    public void Restore(double error, int @checked) => (Error, Checked) = (error, @checked);

    /// <summary>The samples, the oldest first.</summary>
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
