namespace LlmHttpMetrics.Tests.Insights.Budgets;

/// <summary>A clock whose time of day is set by hand while its timestamps stand: it jumps, and no time passes.</summary>
internal sealed class JumpingClock(ManualTimeProvider passing) : TimeProvider
{
    private TimeSpan _ahead;

    public override long TimestampFrequency => passing.TimestampFrequency;

    public override long GetTimestamp() => passing.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => passing.GetUtcNow() + _ahead;

    public void Jump(TimeSpan by) => _ahead += by;
}
