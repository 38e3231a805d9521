using LlmHttpMetrics.Counting.CountEndpoints;
using LlmHttpMetrics.Interception.Upstream;
using LlmHttpMetrics.Vocabulary;

namespace LlmHttpMetrics.Interception;

/// <summary>What the handlers of one client share: its options as they stand, where calls are recorded, its clock.</summary>
internal sealed class ClientMonitor(CallRecorder recorder, ClientSettings settings, TimeProvider time, UpstreamDetector upstream)
{
    /// <summary>Timers are as coarse as this.</summary>
    private static readonly TimeSpan TimerTick = TimeSpan.FromMilliseconds(16);

    /// <summary>The client starts its timer before it calls us; the first calls of a process come as much later as compiling takes.</summary>
    private static readonly TimeSpan ColdStart = TimeSpan.FromMilliseconds(250);

    private ClientSettings _settings = settings;
    private long _clientTimeout = Timeout.InfiniteTimeSpan.Ticks;

    public CallRecorder Recorder => recorder;

    public TimeProvider Time => time;

    public UpstreamDetector Upstream => upstream;

    public ClientSettings Settings
    {
        get => Volatile.Read(ref _settings);
        set => Volatile.Write(ref _settings, value);
    }

    /// <summary>The timeout that the factory's client has; an option goes before it.</summary>
    public void SetClientTimeout(TimeSpan timeout) => Volatile.Write(ref _clientTimeout, timeout.Ticks);

    /// <summary>A token that fired this long after the start fired because the client's timeout had elapsed.</summary>
    public bool TimeoutElapsed(long started)
    {
        var timeout = Settings.ClientTimeout ?? new TimeSpan(Volatile.Read(ref _clientTimeout));
        if (timeout <= TimeSpan.Zero)
        {
            return false;
        }

        var tolerance = TimeSpan.FromTicks(Math.Max(Math.Min(TimerTick.Ticks, timeout.Ticks / 2), Math.Min(ColdStart.Ticks, timeout.Ticks / 8)));
        return time.GetElapsedTime(started) >= timeout - tolerance;
    }

    /// <summary>Nothing needs calls to be measured, or this is a request of our own, to have something counted.</summary>
    public bool IsOff => Settings is var settings && (!settings.Enabled || !settings.Consumers.IsEnabled || CountFlow.IsCounting);

    /// <summary>Guards one call; null where nothing may refuse one at present.</summary>
    public IGuardedCall? Guard => Settings.Guard is { MayRefuse: true } guard ? guard.Begin(this) : null;

    /// <summary>Begins to observe a call; null where it is none. Never throws.</summary>
    /// <param name="request">The request.</param>
    /// <param name="linked">Something may stand between the two layers.</param>
    /// <param name="preparation">What was done before; null where nothing was.</param>
    public LlmExchange? Begin(HttpRequestMessage request, bool linked, RequestPreparation? preparation = null)
    {
        var exchange = BeginExchange(request, linked);
        if (exchange is null)
        {
            preparation?.Reservation?.End();
        }
        else if (preparation is not null)
        {
            exchange.Record.Started = preparation.Started;
            exchange.Record.Reservation = preparation.Reservation;
        }

        return exchange;
    }

    private LlmExchange? BeginExchange(HttpRequestMessage request, bool linked)
    {
        try
        {
            var settings = Settings;
            if (request.RequestUri is not { } uri || settings.Catalogue.Find(request.Method, uri) is not { } endpoint || !Passes(settings, request))
            {
                return null;
            }

            if (endpoint.AwaitedId is { } id && !recorder.AwaitsUsage(endpoint.Provider, id))
            {
                return null;
            }

            var exchange = linked ? new LlmExchange() : LlmExchange.Rent();
            return exchange.TryBegin(this, settings, endpoint, request, linked) ? exchange : null;
        }
        catch (Exception)
        {
            recorder.Faults.Failed(Stages.Begin);
            return null;
        }
    }

    /// <summary>The application wants the request to be looked at.</summary>
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
            recorder.Faults.Failed(Stages.Filter);
            return false;
        }
    }
}
