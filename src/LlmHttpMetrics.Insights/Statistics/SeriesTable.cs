using System.Collections.Concurrent;

namespace LlmHttpMetrics.Insights.Statistics;

/// <summary>The series, up to a maximum. Calls of further series are added to an overflow series per provider.</summary>
internal sealed class SeriesTable(int most, StatisticsClock clock)
{
    private readonly ConcurrentDictionary<SeriesKey, Series> _series = new();
    private readonly object _lock = new();
    private int _count;

    /// <summary>When recording started.</summary>
    public DateTimeOffset Started { get; } = clock.UtcNow;

    public IEnumerable<Series> All => _series.Select(pair => pair.Value);

    /// <summary>Gets or adds the series of a key. The key may be reused afterwards.</summary>
    public Series Get(SeriesKey key)
    {
        if (_series.TryGetValue(key, out var series))
        {
            return series;
        }

        lock (_lock)
        {
            // Another thread may have added it in the meantime.
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
