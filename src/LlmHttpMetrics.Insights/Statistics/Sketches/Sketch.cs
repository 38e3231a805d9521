namespace LlmHttpMetrics.Insights.Statistics.Sketches;

/// <summary>
/// The distribution of durations in seconds, in memory that does not grow with their number. Count, minimum and maximum are exact. Adding two sketches
/// gives the same result as a sketch of all their durations.
/// </summary>
internal sealed class Sketch
{
    /// <summary>About a microsecond. Shorter durations share a bucket to limit the memory; count, sum, minimum and maximum remain exact.</summary>
    private static readonly double Shortest = Math.BitIncrement(Math.ScaleB(1, -20));

    /// <summary>About four and a half hours.</summary>
    private static readonly double Longest = Math.ScaleB(1, 14);

    private readonly BucketCounts _buckets = new();
    private long _zeros;
    private double _squares;

    public long Count { get; private set; }

    public double Sum { get; private set; }

    /// <summary>The minimum; infinite if there is none.</summary>
    public double Least { get; private set; } = double.PositiveInfinity;

    public double Greatest { get; private set; }

    public double Mean { get; private set; }

    /// <summary>The population standard deviation.</summary>
    public double StandardDeviation => Count == 0 ? 0 : Math.Sqrt(_squares / Count);

    /// <summary>Adds a duration; a negative one, caused by a clock that was set back, counts as zero.</summary>
    public void Record(double seconds)
    {
        seconds = seconds > 0 ? seconds : 0;
        Count++;
        Sum += seconds;
        Least = Math.Min(Least, seconds);
        Greatest = Math.Max(Greatest, seconds);

        // Welford, Note on a method for calculating corrected sums of squares and products, Technometrics 4 (1962).
        var distance = seconds - Mean;
        Mean += distance / Count;
        _squares += distance * (seconds - Mean);
        if (seconds == 0)
        {
            _zeros++;
        }
        else
        {
            _buckets.Increment(ExponentialScale.IndexOf(Math.Clamp(seconds, Shortest, Longest)));
        }
    }

    public void Add(Sketch other)
    {
        if (other.Count == 0)
        {
            return;
        }

        // Chan, Golub, LeVeque, Updating formulae and a pairwise algorithm for computing sample variances (1979).
        var count = Count + other.Count;
        var distance = other.Mean - Mean;
        _squares += other._squares + (distance * distance * ((double)Count * other.Count / count));
        Mean += distance * other.Count / count;
        Count = count;
        Sum += other.Sum;
        Least = Math.Min(Least, other.Least);
        Greatest = Math.Max(Greatest, other.Greatest);
        _zeros += other._zeros;
        _buckets.Add(other._buckets);
    }

    /// <summary>
    /// The percentiles by the nearest-rank method, each within 0.271 % from a microsecond to four hours.
    /// </summary>
    /// <param name="percents">The percentages, ascending.</param>
    /// <param name="values">Receives one duration per percentage; zero if there is none.</param>
    public void Percentiles(ReadOnlySpan<int> percents, Span<double> values)
    {
        values.Clear();
        if (Count == 0)
        {
            return;
        }

        var seen = _zeros;
        var index = _buckets.First - 1;
        for (var i = 0; i < percents.Length; i++)
        {
            var rank = Math.Max(1, ((Count * percents[i]) + 99) / 100);
            while (seen < rank && index < _buckets.Last)
            {
                seen += _buckets.Count(++index);
            }

            values[i] = rank <= _zeros ? 0 : Math.Clamp(ExponentialScale.Middle(index), Least, Greatest);
        }
    }

    /// <summary>Clears the sketch but keeps the memory.</summary>
    public void Clear()
    {
        _buckets.Clear();
        (Count, _zeros) = (0, 0);
        (Sum, Mean, _squares, Greatest) = (0, 0, 0, 0);
        Least = double.PositiveInfinity;
    }
}
