using System.Diagnostics;

namespace LlmHttpMetrics.Telemetry;

/// <summary>Makes the caller's activity current while a call is recorded, so that exemplars refer to it, and restores the previous one.</summary>
internal readonly ref struct CallersActivity
{
    private readonly Activity? _caller;
    private readonly Activity? _current;

    public CallersActivity(Activity? caller)
    {
        _caller = caller;
        _current = Activity.Current;
        MakeCurrent();
    }

    public void MakeCurrent()
    {
        if (Activity.Current != _caller && _caller is not { IsStopped: true })
        {
            Set(_caller);
        }
    }

    public void Dispose()
    {
        if (Activity.Current != _current)
        {
            Set(_current is { IsStopped: true } ? _caller : _current);
        }
    }

    /// <summary>
    /// The application may handle <see cref="Activity.CurrentChanged"/>: an exception in its handler does not affect the recording of the call.
    /// </summary>
    private static void Set(Activity? activity)
    {
        try
        {
            Activity.Current = activity;
        }
        catch (Exception)
        {
            // The value has been set by then.
        }
    }
}
