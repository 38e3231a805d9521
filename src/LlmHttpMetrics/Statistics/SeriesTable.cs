using System.Collections.Concurrent;

namespace LlmHttpMetrics.Statistics;

/// <summary>The series, up to a bound. Calls that would begin one past it are put together, by provider.</summary>
internal sealed class SeriesTable(int most, StatisticsClock clock)
{
    private readonly ConcurrentDictionary<SeriesKey, Series> _series = new();
    private int _count;

    /// <summary>When the counting began.</summary>
    public DateTimeOffset Started { get; } = clock.UtcNow;

    public IEnumerable<Series> All => _series.Select(pair => pair.Value);

    /// <summary>The series of a key, which may be filled anew afterwards.</summary>
    public Series Get(SeriesKey key)
    {
        if (_series.TryGetValue(key, out var series))
        {
            return series;
        }

        if (Interlocked.Increment(ref _count) <= most)
        {
            return Add(key);
        }

        Interlocked.Decrement(ref _count);
        key.Model = key.Operation = NameTable.Other;
        key.Tags.Fill(NameTable.Other);
        return _series.TryGetValue(key, out series) ? series : _series.GetOrAdd(key.Copy(), copy => new Series(copy, clock));
    }

    private Series Add(SeriesKey key)
    {
        Series made = new(key.Copy(), clock);
        var kept = _series.GetOrAdd(made.Key, made);
        if (kept != made)
        {
            Interlocked.Decrement(ref _count);
        }

        return kept;
    }
}
