using System.Diagnostics;

namespace LlmHttpMetrics.FuzzTests.Cases;

/// <summary>Listens to the activity source of the library while enabled.</summary>
internal sealed class Spans : IDisposable
{
    private readonly ActivityListener _listener;
    private int _started;
    private int _stopped;

    public Spans()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == LlmTelemetry.ActivitySourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => IsOn ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None,
            ActivityStarted = _ => Interlocked.Increment(ref _started),
            ActivityStopped = _ => Interlocked.Increment(ref _stopped),
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public bool IsOn { get; private set; }

    /// <summary>Spans that have begun and not ended.</summary>
    public int Open => _started - _stopped;

    public int Stopped => _stopped;

    public void Reset(bool on)
    {
        IsOn = on;
        _started = _stopped = 0;
    }

    public void Dispose() => _listener.Dispose();
}
