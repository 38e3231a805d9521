using LlmHttpMetrics.Providers.Catalogue;

namespace LlmHttpMetrics;

/// <summary>Statistics of the calls with the same provider, model, operation and tags, or the same values of what a query groups by.</summary>
public sealed class LlmSeriesStatistics
{
    private readonly LlmCallStatistics[] _periods;

    /// <param name="periods">The statistics, indexed by <see cref="LlmStatisticsPeriod"/>.</param>
    internal LlmSeriesStatistics(LlmCallStatistics[] periods) => _periods = periods;

    /// <summary>The provider; <see langword="null"/> if the query does not group by it.</summary>
    public string? Provider { get; init; }

    /// <summary>
    /// The requested model; if unknown, the response model; <see langword="null"/> if both are unknown or the query does not group by it;
    /// <c>_OTHER</c> beyond <see cref="LlmStatisticsOptions.MaxSeries"/>.
    /// </summary>
    public string? Model { get; init; }

    /// <summary>The operation; <see langword="null"/> if the query does not group by it.</summary>
    public string? Operation { get; init; }

    /// <summary>The values of the configured tags, by name; tags that the calls do not have are omitted.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>Statistics of all calls since the start.</summary>
    public LlmCallStatistics SinceStart => For(LlmStatisticsPeriod.SinceStart);

    /// <summary>Statistics of the last minute.</summary>
    public LlmCallStatistics LastMinute => For(LlmStatisticsPeriod.LastMinute);

    /// <summary>Statistics of the last five minutes.</summary>
    public LlmCallStatistics LastFiveMinutes => For(LlmStatisticsPeriod.LastFiveMinutes);

    /// <summary>Statistics of the last hour.</summary>
    public LlmCallStatistics LastHour => For(LlmStatisticsPeriod.LastHour);

    /// <summary>The statistics of a period.</summary>
    /// <param name="period">The period.</param>
    /// <returns>The statistics.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is not a defined value.</exception>
    public LlmCallStatistics For(LlmStatisticsPeriod period)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)period, (uint)_periods.Length, nameof(period));
        return _periods[(int)period];
    }
}
