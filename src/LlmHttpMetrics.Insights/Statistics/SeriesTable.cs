using System.Collections.Concurrent;

namespace LlmHttpMetrics.Insights.Statistics;

/// <summary>The series, up to a bound. Calls that would begin one past it are put together, by provider.</summary>
internal sealed class SeriesTable(int most, StatisticsClock clock)
{
    private readonly ConcurrentDictionary<SeriesKey, Series> _series = new();
    private readonly object _lock = new();
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

        lock (_lock)
        {
            // Another thread may have added it since this one looked.
            if (_series.TryGetValue(key, out series))
            {
                return series;
            }

            if (_count < most)
            {
                _count++;
                return Add(key);
            }

            key.Model = key.Operation = NameTable.Other;
            key.Tags.Fill(NameTable.Other);
            return _series.TryGetValue(key, out series) ? series : Add(key);
        }
    }

    private Series Add(SeriesKey key)
    {
        Series made = new(key.Copy(), clock);
        _series[made.Key] = made;
        return made;
    }
}
