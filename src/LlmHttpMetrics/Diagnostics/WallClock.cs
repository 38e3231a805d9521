namespace LlmHttpMetrics.Diagnostics;

/// <summary>
/// Converts timestamps to the time of day. The clock is read once a second, because reading it costs more than pricing a call; other times are
/// calculated from that reading.
/// </summary>
internal sealed class WallClock(TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private Reading? _last;

    /// <summary>The time of day of a recent timestamp of the same clock.</summary>
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
