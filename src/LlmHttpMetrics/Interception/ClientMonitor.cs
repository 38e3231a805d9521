using LlmHttpMetrics.Counting.CountEndpoints;
using LlmHttpMetrics.Diagnostics;
using LlmHttpMetrics.Interception.Upstream;

namespace LlmHttpMetrics.Interception;

/// <summary>What the handlers of one client share: its current options, the recorder of its calls, and its clock.</summary>
internal sealed class ClientMonitor(
    CallRecorder recorder, AttemptRecorder attempts, ClientSettings settings, TimeProvider time, UpstreamDetector upstream)
{
    /// <summary>The resolution of timers.</summary>
    private static readonly TimeSpan TimerTick = TimeSpan.FromMilliseconds(16);

    /// <summary>The client starts its timer before it calls our handler; for the first calls of a process the delay includes JIT compilation.</summary>
    private static readonly TimeSpan ColdStart = TimeSpan.FromMilliseconds(250);

    private ClientSettings _settings = settings;
    private long _clientTimeout = Timeout.InfiniteTimeSpan.Ticks;

    public CallRecorder Recorder => recorder;

    public AttemptRecorder Attempts => attempts;

    public FaultCounter Faults => recorder.Faults;

    public TimeProvider Time => time;

    public UpstreamDetector Upstream => upstream;

    public ClientSettings Settings
    {
        get => Volatile.Read(ref _settings);
        set => Volatile.Write(ref _settings, value);
    }

    /// <summary>Sets the timeout of the factory's client; an option takes precedence over it.</summary>
    public void SetClientTimeout(TimeSpan timeout) => Volatile.Write(ref _clientTimeout, timeout.Ticks);

    /// <summary>The timestamp; zero if the clock, which may be the application's, throws. Must not be called under a lock.</summary>
    /// <param name="stage">What the time is needed for.</param>
    public long Now(string stage)
    {
        try
        {
            return time.GetTimestamp();
        }
        catch (Exception)
        {
            Faults.Failed(stage);
            return 0;
        }
    }

    /// <summary>Whether a token that is cancelled now was cancelled because the client's timeout has elapsed since the start. Never throws.</summary>
    public bool TimeoutElapsed(long started)
    {
        var timeout = Settings.ClientTimeout ?? new TimeSpan(Volatile.Read(ref _clientTimeout));
        var tolerance = TimeSpan.FromTicks(Math.Max(Math.Min(TimerTick.Ticks, timeout.Ticks / 2), Math.Min(ColdStart.Ticks, timeout.Ticks / 8)));
        try
        {
            return timeout > TimeSpan.Zero && time.GetElapsedTime(started) >= timeout - tolerance;
        }
        catch (Exception)
        {
            Faults.Failed(Stages.Recording);
            return false;
        }
    }

    /// <summary>Whether nothing needs calls to be measured, or this is a request of our own that counts tokens.</summary>
    public bool IsOff => Settings is var settings && (!settings.Enabled || !settings.Consumers.IsEnabled || CountFlow.IsCounting);

    /// <summary>Begins to guard one call; null if no call can currently be refused.</summary>
    public IGuardedCall? Guard => Settings.Guard is { MayRefuse: true } guard ? guard.Begin(this) : null;

    /// <summary>Whether the application's filter accepts the request.</summary>
    public bool Passes(ClientSettings settings, HttpRequestMessage request)
    {
        if (settings.Filter is not { } filter)
        {
            return true;
        }

        try
        {
            return filter(request);
        }
        catch (Exception)
        {
            Faults.Failed(Stages.Filter);
            return false;
        }
    }
}
