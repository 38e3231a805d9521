namespace LlmHttpMetrics.Telemetry.Health;

/// <summary>Numbers the slices of time that calls fall into.</summary>
internal sealed class SliceClock(TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();
    private readonly long _slice = (long)(ProviderHealth.Window.TotalSeconds / ProviderWindow.SlicesOfWindow * time.TimestampFrequency);

    public long Now => SliceOf(time.GetTimestamp());

    public bool IsOf(TimeProvider? other) => ReferenceEquals(time, other);

    public long SliceOf(long timestamp) => Math.Max(0, timestamp - _start) / _slice;
}
