namespace LlmHttpMetrics.Diagnostics;

/// <summary>How much time has passed by a clock that may be the user's, and may have been put back.</summary>
internal static class ElapsedTime
{
    /// <summary>The time from one timestamp to another; none where the other is earlier.</summary>
    public static TimeSpan Between(this TimeProvider time, long from, long to) => to > from ? time.GetElapsedTime(from, to) : TimeSpan.Zero;

    /// <summary>The time since a timestamp; none where the clock shows an earlier one.</summary>
    public static TimeSpan Since(this TimeProvider time, long from) => time.Between(from, time.GetTimestamp());
}
