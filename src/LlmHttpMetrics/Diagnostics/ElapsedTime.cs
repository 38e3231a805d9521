namespace LlmHttpMetrics.Diagnostics;

/// <summary>The time elapsed on a clock that may be the user's and may have been set back.</summary>
internal static class ElapsedTime
{
    /// <summary>The time from one timestamp to another; zero if the second is earlier.</summary>
    public static TimeSpan Between(this TimeProvider time, long from, long to) => to > from ? time.GetElapsedTime(from, to) : TimeSpan.Zero;

    /// <summary>The time since a timestamp; zero if the clock shows an earlier time.</summary>
    public static TimeSpan Since(this TimeProvider time, long from) => time.Between(from, time.GetTimestamp());
}
