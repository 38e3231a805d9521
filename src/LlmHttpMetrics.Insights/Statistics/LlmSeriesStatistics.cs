using LlmHttpMetrics.Providers.Catalogue;

namespace LlmHttpMetrics;

/// <summary>Figures of the calls that have provider, model, operation and tags in common, or what of it they were put together by.</summary>
public sealed class LlmSeriesStatistics
{
    private readonly LlmCallStatistics[] _periods;

    /// <param name="periods">By the numbers of <see cref="LlmStatisticsPeriod"/>.</param>
    internal LlmSeriesStatistics(LlmCallStatistics[] periods) => _periods = periods;

    /// <summary>The provider; <see langword="null"/> where calls of several are together.</summary>
    public string? Provider { get; init; }

    /// <summary>
    /// The model asked for, else the one that answered; <see langword="null"/> where neither is known or calls of several are together;
    /// <c>_OTHER</c> past <see cref="LlmStatisticsOptions.MaxSeries"/>.
    /// </summary>
    public string? Model { get; init; }

    /// <summary>The operation; <see langword="null"/> where calls of several are together.</summary>
    public string? Operation { get; init; }

    /// <summary>The chosen tags by name; those that the calls do not have are left out.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>All calls since the start.</summary>
    public LlmCallStatistics SinceStart => For(LlmStatisticsPeriod.SinceStart);

    /// <summary>Calls of the last minute.</summary>
    public LlmCallStatistics LastMinute => For(LlmStatisticsPeriod.LastMinute);

    /// <summary>Calls of the last five minutes.</summary>
    public LlmCallStatistics LastFiveMinutes => For(LlmStatisticsPeriod.LastFiveMinutes);

    /// <summary>Calls of the last hour.</summary>
    public LlmCallStatistics LastHour => For(LlmStatisticsPeriod.LastHour);

    /// <summary>The figures of a period.</summary>
    /// <param name="period">Of which time.</param>
    /// <returns>The figures.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such period.</exception>
    public LlmCallStatistics For(LlmStatisticsPeriod period)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)period, (uint)_periods.Length, nameof(period));
        return _periods[(int)period];
    }
}
