namespace LlmHttpMetrics.TestUtilities;

/// <summary>A clock that only moves when it is advanced. Its timestamps differ from its ticks, so that the two cannot be confused.</summary>
public sealed class ManualTimeProvider : TimeProvider
{
    private readonly System.Collections.Concurrent.ConcurrentDictionary<ManualTimer, bool> _timers = [];
    private const int TimestampsPerTick = 7;

    private readonly DateTimeOffset _start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private long _ticks = TimeSpan.FromHours(1).Ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond * TimestampsPerTick;

    public override long GetTimestamp() => Interlocked.Read(ref _ticks) * TimestampsPerTick;

    public override DateTimeOffset GetUtcNow() => _start.AddTicks(Interlocked.Read(ref _ticks));

    /// <summary>How far the clock has been moved.</summary>
    internal long Ticks => Interlocked.Read(ref _ticks);

    public void Advance(TimeSpan by)
    {
        var now = Interlocked.Add(ref _ticks, by.Ticks);
        foreach (var timer in _timers.Keys)
        {
            timer.Look(now);
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ManualTimer timer = new(this, callback, state);
        timer.Change(dueTime, period);
        _timers.TryAdd(timer, true);
        return timer;
    }

    internal void Remove(ManualTimer timer) => _timers.TryRemove(timer, out _);

    /// <summary>Waits until something waits for the clock.</summary>
    public async Task WaitForTimerAsync()
    {
        using CancellationTokenSource limit = new(HangGuard.Limit);
        while (!_timers.Keys.Any(timer => timer.IsArmed))
        {
            await Task.Delay(1, limit.Token);
        }
    }

    public void AdvanceMilliseconds(double by) => Advance(TimeSpan.FromMilliseconds(by));
}
