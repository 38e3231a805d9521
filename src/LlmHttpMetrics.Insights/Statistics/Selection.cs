using LlmHttpMetrics.Providers.Catalogue;

namespace LlmHttpMetrics.Insights.Statistics;

/// <summary>Selects and groups the series that match a query, and sorts the results.</summary>
internal sealed class Selection : IComparer<LlmSeriesStatistics>
{
    private readonly LlmStatisticsQuery _query;
    private readonly string[] _tags;
    private readonly string?[] _values;
    private readonly HashSet<string>? _groups;

    /// <exception cref="ArgumentException">The query contains a tag that is not in <paramref name="tags"/>.</exception>
    public Selection(LlmStatisticsQuery query, string[] tags)
    {
        _query = query;
        _tags = tags;
        _values = Array.ConvertAll(tags, query.Tags.GetValueOrDefault);
        _groups = query.GroupBy?.ToHashSet(StringComparer.Ordinal);
        Check(nameof(query.Tags), query.Tags.Keys, tags);
        Check(nameof(query.GroupBy), query.GroupBy ?? [], [LlmTagNames.ProviderName, LlmTagNames.RequestModel, LlmTagNames.OperationName, .. tags]);
    }

    public IEnumerable<IGrouping<SeriesKey, Series>> Of(IEnumerable<Series> all) => all.Where(IsWanted).GroupBy(series => GroupOf(series.Key));

    public Dictionary<string, string> TagsOf(SeriesKey key)
    {
        Dictionary<string, string> tags = [];
        for (var i = 0; i < _tags.Length; i++)
        {
            if (key.Tags[i] is { } value)
            {
                tags.Add(_tags[i], value);
            }
        }

        return tags;
    }

    public int Compare(LlmSeriesStatistics? x, LlmSeriesStatistics? y)
    {
        var order = string.CompareOrdinal(x!.Provider, y!.Provider);
        order = order != 0 ? order : string.CompareOrdinal(x.Model, y.Model);
        order = order != 0 ? order : string.CompareOrdinal(x.Operation, y.Operation);
        for (var i = 0; i < _tags.Length && order == 0; i++)
        {
            order = string.CompareOrdinal(x.Tags.GetValueOrDefault(_tags[i]), y.Tags.GetValueOrDefault(_tags[i]));
        }

        return order;
    }

    private static void Check(string setting, IEnumerable<string> names, string[] allowed)
    {
        if (names.Except(allowed, StringComparer.Ordinal).FirstOrDefault() is { } unknown)
        {
            throw new ArgumentException(
                $"{setting} contains '{unknown}'; allowed are {(allowed.Length == 0 ? "none" : string.Join(", ", allowed))}. Tags must be listed in the "
                    + "options of the statistics.");
        }
    }

    private bool IsWanted(Series series)
    {
        var key = series.Key;
        if ((_query.Provider ?? key.Provider) != key.Provider
            || (_query.Model ?? key.Model) != key.Model
            || (_query.Operation ?? key.Operation) != key.Operation)
        {
            return false;
        }

        for (var i = 0; i < _values.Length; i++)
        {
            if (_values[i] is { } value && value != key.Tags[i])
            {
                return false;
            }
        }

        return true;
    }

    private SeriesKey GroupOf(SeriesKey key)
    {
        if (_groups is null)
        {
            return key;
        }

        SeriesKey group = new(_tags.Length)
        {
            Provider = _groups.Contains(LlmTagNames.ProviderName) ? key.Provider : null,
            Model = _groups.Contains(LlmTagNames.RequestModel) ? key.Model : null,
            Operation = _groups.Contains(LlmTagNames.OperationName) ? key.Operation : null,
        };
        for (var i = 0; i < _tags.Length; i++)
        {
            group.Tags[i] = _groups.Contains(_tags[i]) ? key.Tags[i] : null;
        }

        return group;
    }
}
