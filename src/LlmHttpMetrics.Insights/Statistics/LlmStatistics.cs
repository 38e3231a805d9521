using LlmHttpMetrics.Insights.Statistics;
using LlmHttpMetrics.Providers.Catalogue;
using Microsoft.Extensions.Options;

namespace LlmHttpMetrics;

/// <summary>
/// Statistics of calls in this process: by provider, model, operation and configured tags, since the start and for the last minute, five minutes and hour.
/// Each call is counted once, when it ends. All members are thread-safe. Memory depends on the number of series, not of calls: 50 to 140 KB for a series
/// with continuous calls, and never more than half a megabyte.
/// </summary>
public sealed class LlmStatistics
{
    [ThreadStatic]
    private static SeriesKey? s_wanted;

    private readonly string[] _tags;
    private readonly NameTable[] _tagValues;
    private readonly int _maxSeries;
    private readonly StatisticsClock _clock;
    private readonly StatisticsNames _names = new();
    private readonly object _lock = new();
    private SeriesTable _table;

    /// <summary>
    /// Creates statistics for <see cref="LlmInsightsMonitoringOptionsExtensions.UseStatistics"/>; with a service provider use
    /// <c>AddLlmStatistics</c>.
    /// </summary>
    /// <param name="options">The options; <see langword="null"/> for the defaults. Later changes to them have no effect.</param>
    /// <exception cref="OptionsValidationException">The options are invalid; all errors are listed.</exception>
    public LlmStatistics(LlmStatisticsOptions? options = null)
        : this(Valid(options ?? new LlmStatisticsOptions()), TimeProvider.System)
    {
    }

    internal LlmStatistics(LlmStatisticsOptions options, TimeProvider time)
    {
        _tags = [.. options.Tags.Distinct(StringComparer.Ordinal)];
        _tagValues = Array.ConvertAll(_tags, _ => new NameTable(options.MaxTagValues));
        _maxSeries = options.MaxSeries;
        _clock = new StatisticsClock(options.TimeProvider ?? time);
        _table = new SeriesTable(_maxSeries, _clock);
    }

    /// <summary>The current statistics of the calls that match a query.</summary>
    /// <param name="query">The filter and grouping of the calls; <see langword="null"/> for all calls, by series.</param>
    /// <returns>The statistics. The figures of one series are consistent with each other; two series may differ by a call.</returns>
    /// <exception cref="ArgumentException">The query contains a tag that is not in <see cref="LlmStatisticsOptions.Tags"/>.</exception>
    public LlmStatisticsSnapshot Snapshot(LlmStatisticsQuery? query = null)
    {
        query ??= new LlmStatisticsQuery();
        var table = Volatile.Read(ref _table);
        Selection selection = new(query, _tags);
        PeriodReader reader = new(_clock, _names, query.Since is { } since ? _clock.Unit(since) : long.MinValue);
        List<LlmSeriesStatistics> series = [];
        foreach (var group in selection.Of(table.All))
        {
            if (reader.Read(group) is { } periods)
            {
                series.Add(new LlmSeriesStatistics(periods)
                {
                    Provider = group.Key.Provider,
                    Model = group.Key.Model,
                    Operation = group.Key.Operation,
                    Tags = selection.TagsOf(group.Key),
                });
            }
        }

        series.Sort(selection);
        return new LlmStatisticsSnapshot { Taken = _clock.UtcNow, Started = table.Started, Series = series };
    }

    /// <summary>
    /// Ranks the providers, best first: by success share, then by median latency, then by average cost per call. Consider the number of calls that
    /// each figure is based on.
    /// </summary>
    /// <param name="period">The period.</param>
    /// <param name="query">The filter of the calls; <see langword="null"/> for all calls. Its grouping is ignored.</param>
    /// <returns>One entry per provider with calls in the period.</returns>
    /// <exception cref="ArgumentException">The query contains a tag that is not in <see cref="LlmStatisticsOptions.Tags"/>.</exception>
    public IReadOnlyList<LlmProviderComparison> CompareProviders(LlmStatisticsPeriod period = LlmStatisticsPeriod.SinceStart, LlmStatisticsQuery? query = null)
    {
        var providers = Snapshot((query ?? new LlmStatisticsQuery()).By(LlmTagNames.ProviderName));
        return ProviderRanking.Of(providers.Series.Select(series => (series.Provider!, series.For(period))));
    }

    /// <summary>Removes all calls. A call that ends at the same time is counted before or after the reset, and is not lost.</summary>
    public void Reset()
    {
        lock (_lock)
        {
            var old = _table;
            Volatile.Write(ref _table, new SeriesTable(_maxSeries, _clock));
            foreach (var series in old.All)
            {
                series.Close();
            }
        }
    }

    /// <summary>Records a completed call.</summary>
    internal SeriesEntry Record(in CallSample call)
    {
        var error = call.ErrorType is { } type ? _names.Errors.NumberOf(type) : -1;
        while (true)
        {
            var series = Volatile.Read(ref _table).Get(KeyOf(call));
            if (series.TryAddCall(call, error))
            {
                return new SeriesEntry(series, _names, call.Duration);
            }
        }
    }

    private static LlmStatisticsOptions Valid(LlmStatisticsOptions options)
    {
        LlmStatisticsOptionsValidator.ThrowIfInvalid(options);
        return options;
    }

    /// <summary>The key of the call's series, in an instance that is reused for the next call on this thread.</summary>
    private SeriesKey KeyOf(in CallSample call)
    {
        var key = s_wanted;
        if (key is null || key.Tags.Length != _tags.Length)
        {
            s_wanted = key = new SeriesKey(_tags.Length);
        }

        key.Provider = call.Provider;
        key.Model = call.Model;
        key.Operation = call.Operation;
        for (var i = 0; i < _tags.Length; i++)
        {
            var value = _tags[i] == LlmTagNames.ClientName ? call.ClientName : call.Scope?.Entry(_tags[i]);
            key.Tags[i] = value is null ? null : _tagValues[i].Limit(value);
        }

        return key;
    }
}
