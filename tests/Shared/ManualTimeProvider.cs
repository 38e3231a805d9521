namespace LlmHttpMetrics.TestUtilities;

/// <summary>A clock that stands until it is moved. Its timestamps are no round number of ticks, so that nobody can mix them up.</summary>
public sealed class ManualTimeProvider : TimeProvider
{
    private const int TimestampsPerTick = 7;

    private readonly DateTimeOffset _start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private long _ticks = TimeSpan.FromHours(1).Ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond * TimestampsPerTick;

    public override long GetTimestamp() => Interlocked.Read(ref _ticks) * TimestampsPerTick;

    public override DateTimeOffset GetUtcNow() => _start.AddTicks(Interlocked.Read(ref _ticks));

    public void Advance(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);

    public void AdvanceMilliseconds(double by) => Advance(TimeSpan.FromMilliseconds(by));
}
