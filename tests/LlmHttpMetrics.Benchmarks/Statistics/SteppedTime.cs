namespace LlmHttpMetrics.Benchmarks.Statistics;

/// <summary>A clock that is advanced by the benchmark.</summary>
internal sealed class SteppedTime : TimeProvider
{
    private long _ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _ticks;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddTicks(_ticks);

    public void Step(TimeSpan by) => _ticks += by.Ticks;
}
