namespace LlmHttpMetrics;

/// <summary>Of which time figures are. A window reaches back over its length and up to a sixth of it more.</summary>
public enum LlmStatisticsPeriod
{
    /// <summary>Since the process began to count, or since <see cref="LlmStatistics.Reset"/>.</summary>
    SinceStart,

    /// <summary>The last minute.</summary>
    LastMinute,

    /// <summary>The last five minutes.</summary>
    LastFiveMinutes,

    /// <summary>The last hour.</summary>
    LastHour,
}
