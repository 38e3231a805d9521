namespace LlmHttpMetrics.TestUtilities;

/// <summary>A timer of a clock that stands still: it fires when the clock is moved past its time, once however far, and again by its period.</summary>
internal sealed class ManualTimer(ManualTimeProvider clock, TimerCallback callback, object? state) : ITimer
{
    private long _due = long.MaxValue;
    private long _period = Timeout.InfiniteTimeSpan.Ticks;

    /// <summary>It is going to fire.</summary>
    public bool IsArmed => Interlocked.Read(ref _due) != long.MaxValue;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        Interlocked.Exchange(ref _period, period.Ticks);
        Interlocked.Exchange(ref _due, dueTime == Timeout.InfiniteTimeSpan ? long.MaxValue : clock.Ticks + dueTime.Ticks);
        return true;
    }

    /// <summary>Fires where its time has come.</summary>
    public void Look(long now)
    {
        var due = Interlocked.Read(ref _due);
        var period = Interlocked.Read(ref _period);
        if (due <= now && Interlocked.CompareExchange(ref _due, period > 0 ? now + period : long.MaxValue, due) == due)
        {
            callback(state);
        }
    }

    public void Dispose() => clock.Remove(this);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }
}
