namespace LlmHttpMetrics.Diagnostics;

/// <summary>The time of day of what has a timestamp: read from the clock once a second, since reading it costs more than pricing a call, and reckoned from there.</summary>
internal sealed class WallClock(TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private Reading? _last;

    /// <summary>The time of a timestamp of the same clock, not long ago.</summary>
    public DateTimeOffset TimeOf(long timestamp)
    {
        var last = Volatile.Read(ref _last);
        if (last is null || time.GetElapsedTime(last.Timestamp, timestamp) >= Fresh)
        {
            last = new Reading(time.GetUtcNow(), time.GetTimestamp());
            Volatile.Write(ref _last, last);
        }

        return last.Time + time.GetElapsedTime(last.Timestamp, timestamp);
    }

    private sealed record Reading(DateTimeOffset Time, long Timestamp);
}
