namespace LlmHttpMetrics.TestUtilities;

/// <summary>The system's clock, whose timers never fire: times are measured as they are, and no limit of time is reached.</summary>
internal sealed class TimerlessClock : TimeProvider
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new InertTimer();

    private sealed class InertTimer : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => default;
    }
}
