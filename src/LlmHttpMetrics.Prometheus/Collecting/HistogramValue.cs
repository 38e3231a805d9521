namespace LlmHttpMetrics.Prometheus.Collecting;

/// <summary>
/// Counts by bucket, and their sum. There are two sides: a reader makes the other side the one that is written, waits for the few writers that have
/// begun on this one, and then has counts and sum of the same observations; writers never wait. Like Prometheus' own client:
/// https://github.com/prometheus/client_golang/blob/main/prometheus/histogram.go.
/// </summary>
internal sealed class HistogramValue(double[] boundaries)
{
    private const long OtherSide = long.MinValue;

    private readonly Side _first = new(boundaries.Length + 1);
    private readonly Side _second = new(boundaries.Length + 1);
    private readonly object _reading = new();

    /// <summary>The number of observations begun on both sides; the sign indicates the side that is written.</summary>
    private long _begun;

    /// <summary>The side that is currently written.</summary>
    public Side Written => Volatile.Read(ref _begun) < 0 ? _second : _first;

    /// <summary>Adds one observation.</summary>
    /// <returns>The index of its bucket.</returns>
    public int Record(double value)
    {
        var bucket = Bucket(value);
        Begin().Add(bucket, value);
        return bucket;
    }

    /// <summary>Returns the side to which an observation has to be added; a reader of that side waits for it.</summary>
    public Side Begin() => Interlocked.Increment(ref _begun) < 0 ? _second : _first;

    /// <summary>Reads the counts of all buckets, each by itself, and the sum of the same observations.</summary>
    /// <returns>The sum.</returns>
    public double Read(Span<long> buckets)
    {
        lock (_reading)
        {
            var begun = Interlocked.Add(ref _begun, OtherSide);
            var (written, still) = begun < 0 ? (_second, _first) : (_first, _second);
            still.WaitFor(begun & long.MaxValue);
            return still.MoveTo(written, buckets);
        }
    }

    private int Bucket(double value)
    {
        var bounds = boundaries;
        var bucket = 0;
        while (bucket < bounds.Length && value > bounds[bucket])
        {
            bucket++;
        }

        return bucket;
    }

    /// <summary>One of the two sides, with all observations that were moved to it.</summary>
    internal sealed class Side(int buckets)
    {
        private readonly long[] _buckets = new long[buckets];
        private double _sum;
        private long _ended;

        public void Add(int bucket, double value)
        {
            Interlocked.Increment(ref _buckets[bucket]);
            Atomic.Add(ref _sum, value);
            Interlocked.Increment(ref _ended);
        }

        /// <summary>Waits until this number of observations has ended, including earlier ones.</summary>
        public void WaitFor(long count)
        {
            SpinWait spin = default;
            while (Volatile.Read(ref _ended) != count)
            {
                spin.SpinOnce();
            }
        }

        /// <summary>Adds everything to the other side, and copies the counts.</summary>
        /// <returns>The sum.</returns>
        public double MoveTo(Side other, Span<long> counts)
        {
            for (var i = 0; i < _buckets.Length; i++)
            {
                counts[i] = _buckets[i];
                Interlocked.Add(ref other._buckets[i], _buckets[i]);
                _buckets[i] = 0;
            }

            var sum = _sum;
            Atomic.Add(ref other._sum, sum);
            Interlocked.Add(ref other._ended, _ended);
            _sum = 0;
            Volatile.Write(ref _ended, 0);
            return sum;
        }
    }
}
