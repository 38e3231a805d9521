namespace LlmHttpMetrics.Tests.Interception.Faults;

/// <summary>A clock that serves so many times and then never again.</summary>
internal sealed class FaultyClock(int good) : TimeProvider
{
    private int _asked;

    public override long GetTimestamp() => Interlocked.Increment(ref _asked) <= good ? _asked : throw new InvalidOperationException("the clock");

    public override DateTimeOffset GetUtcNow() =>
        Interlocked.Increment(ref _asked) <= good ? DateTimeOffset.UnixEpoch : throw new InvalidOperationException("the clock");
}
