using System.Diagnostics;

namespace LlmHttpMetrics.TestUtilities;

/// <summary>
/// Listens to our activity source. The source is the process's, so it keeps what belongs to the trace it began itself.
/// </summary>
public sealed class ActivityRecorder : IDisposable
{
    private readonly object _lock = new();
    private readonly List<Activity> _stopped = [];
    private readonly List<Activity> _started = [];
    private readonly ActivityListener _listener;

    public ActivityRecorder(ActivitySamplingResult sampling = ActivitySamplingResult.AllDataAndRecorded)
    {
        Caller = new Activity("caller").SetIdFormat(ActivityIdFormat.W3C).Start();
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == LlmTelemetry.ActivitySourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => sampling,
            ActivityStarted = activity => Add(_started, activity),
            ActivityStopped = activity =>
            {
                LeakSearch.OfTheRun.Span(activity);
                Add(_stopped, activity);
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>The activity that is current in the test.</summary>
    public Activity Caller { get; }

    public IReadOnlyList<Activity> Started => Copy(_started);

    public IReadOnlyList<Activity> Stopped => Copy(_stopped);

    public Activity Only => Stopped is [var only] ? only : throw new InvalidOperationException($"{Stopped.Count} spans have ended, not one.");

    public void Dispose()
    {
        Caller.Stop();
        _listener.Dispose();
    }

    private Activity[] Copy(List<Activity> list)
    {
        lock (_lock)
        {
            return [.. list];
        }
    }

    private void Add(List<Activity> list, Activity activity)
    {
        if (activity.TraceId == Caller.TraceId)
        {
            lock (_lock)
            {
                list.Add(activity);
            }
        }
    }
}
