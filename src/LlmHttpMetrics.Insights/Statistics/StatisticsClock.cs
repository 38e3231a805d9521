using LlmHttpMetrics.Insights.Statistics.Slices;

namespace LlmHttpMetrics.Insights.Statistics;

/// <summary>The clock of the statistics: its timestamps, by numbers of <see cref="Timeline.Unit"/> and as times of day.</summary>
internal sealed class StatisticsClock(TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();
    private readonly long _unit = (long)(Timeline.Unit.TotalSeconds * time.TimestampFrequency);

    public long Now => time.GetTimestamp();

    public DateTimeOffset UtcNow => time.GetUtcNow();

    /// <summary>The number of the unit that a timestamp is in, from the beginning of the statistics.</summary>
    public long Unit(long timestamp) => Math.Max(0, timestamp - _start) / _unit;

    /// <summary>The number of the unit that a time of day is in; negative before the beginning.</summary>
    public long Unit(DateTimeOffset moment)
    {
        var age = UtcNow - moment;
        var units = (time.GetElapsedTime(_start) - age) / Timeline.Unit;
        return (long)Math.Floor(units);
    }

    /// <summary>The time of day of a timestamp, by the clock as it is set now.</summary>
    public DateTimeOffset TimeOf(long timestamp) => UtcNow - time.GetElapsedTime(timestamp);
}
