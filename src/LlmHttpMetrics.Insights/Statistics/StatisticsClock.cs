using LlmHttpMetrics.Insights.Statistics.Slices;

namespace LlmHttpMetrics.Insights.Statistics;

/// <summary>Converts timestamps and times to numbers of <see cref="Timeline.Unit"/>, and timestamps to times.</summary>
internal sealed class StatisticsClock(TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();
    private readonly long _unit = (long)(Timeline.Unit.TotalSeconds * time.TimestampFrequency);

    public long Now => time.GetTimestamp();

    public DateTimeOffset UtcNow => time.GetUtcNow();

    /// <summary>The unit that contains a timestamp, counted from the start of recording.</summary>
    public long Unit(long timestamp) => Math.Max(0, timestamp - _start) / _unit;

    /// <summary>The unit that contains a time; negative before the start of recording.</summary>
    public long Unit(DateTimeOffset moment)
    {
        var age = UtcNow - moment;
        var units = (time.GetElapsedTime(_start) - age) / Timeline.Unit;
        return (long)Math.Floor(units);
    }

    /// <summary>The time of a timestamp, by the current setting of the clock.</summary>
    public DateTimeOffset TimeOf(long timestamp) => UtcNow - time.GetElapsedTime(timestamp);
}
