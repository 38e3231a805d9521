namespace LlmHttpMetrics.TestUtilities;

/// <summary>A timer of a clock that stands still: it fires, once, when the clock is moved past its time.</summary>
internal sealed class ManualTimer(ManualTimeProvider clock, TimerCallback callback, object? state) : ITimer
{
    private long _due = long.MaxValue;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        Interlocked.Exchange(ref _due, dueTime == Timeout.InfiniteTimeSpan ? long.MaxValue : clock.Ticks + dueTime.Ticks);
        return true;
    }

    /// <summary>Fires where its time has come.</summary>
    public void Look(long now)
    {
        var due = Interlocked.Read(ref _due);
        if (due <= now && Interlocked.CompareExchange(ref _due, long.MaxValue, due) == due)
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
