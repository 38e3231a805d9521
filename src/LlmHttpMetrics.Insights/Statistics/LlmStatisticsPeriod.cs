namespace LlmHttpMetrics;

/// <summary>The period of statistics. A window covers its length and up to a sixth of it more.</summary>
public enum LlmStatisticsPeriod
{
    /// <summary>Since recording started, or since <see cref="LlmStatistics.Reset"/>.</summary>
    SinceStart,

    /// <summary>The last minute.</summary>
    LastMinute,

    /// <summary>The last five minutes.</summary>
    LastFiveMinutes,

    /// <summary>The last hour.</summary>
    LastHour,
}
