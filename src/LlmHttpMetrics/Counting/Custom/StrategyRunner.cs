using System.Runtime.CompilerServices;
using LlmHttpMetrics.Diagnostics.Background;

namespace LlmHttpMetrics.Counting.Custom;

/// <summary>
/// Calls one of the application's strategies, for one call at a time, on a background thread. There is one runner for each strategy, however many
/// clients use it, so that a strategy that was disabled stays disabled when options are reloaded.
/// </summary>
internal sealed class StrategyRunner
{
    /// <summary>The maximum number of calls that can wait; the text of each is limited separately.</summary>
    public const int Capacity = 256;

    /// <summary>A pause of the machine can delay a strategy once or twice.</summary>
    private const int MaxDelays = 3;

    private static readonly ConditionalWeakTable<IMeasurementStrategy, StrategyRunner> Runners = [];

    private readonly object _lock = new();
    private readonly IMeasurementStrategy _strategy;
    private readonly Queue<StrategyRun> _waiting = [];
    private StrategyRun? _running;
    private bool _isWorking;
    private bool _isDisabled;
    private int _delays;

    private StrategyRunner(IMeasurementStrategy strategy)
    {
        _strategy = strategy;
        Name = strategy.Name;
    }

    /// <summary>Runs the background work. Faults are counted where the call is known; a strategy does not belong to a service provider.</summary>
    public BackgroundWork Background { get; } = new(static () => { });

    /// <summary>The strategy's name, as it was when it was first read.</summary>
    public string Name { get; }

    public static StrategyRunner Of(IMeasurementStrategy strategy) => Runners.GetValue(strategy, static key => new StrategyRunner(key));

    /// <summary>Measures a call soon, or ends it at once without values. Never waits for the strategy.</summary>
    public void Measure(StrategyMeasurement measurement)
    {
        StrategyRun run = new(this, measurement);
        string? reason;
        var begins = false;
        lock (_lock)
        {
            reason = _isDisabled || _running is { IsLate: true } ? FallbackReasons.StrategyCutOff
                : _waiting.Count >= Capacity ? FallbackReasons.QueueFull : null;
            if (reason is null)
            {
                _waiting.Enqueue(run);
                begins = !_isWorking;
                _isWorking = true;
            }
        }

        if (reason is not null)
        {
            run.GiveUp(reason);
        }
        else if (begins)
        {
            Background.Queue(Work);
        }
    }

    /// <summary>Measures the waiting calls. A strategy that never returns blocks this thread only.</summary>
    private void Work()
    {
        while (Next() is { } run)
        {
            if (run.Execute(_strategy) is { } exception)
            {
                Disable(run.Measurement, exception);
            }
        }
    }

    /// <summary>Called when the time limit of the call being measured has elapsed.</summary>
    public void OnTimeout(StrategyRun run)
    {
        StrategyRun[] waiting;
        var (isFirst, isLast) = (false, false);
        lock (_lock)
        {
            isFirst = ++_delays == 1;
            isLast = !_isDisabled && _delays >= MaxDelays;
            _isDisabled |= isLast;
            waiting = TakeWaiting();
        }

        GiveUp(waiting);
        if (isFirst || isLast)
        {
            var milliseconds = run.Measurement.Settings.Performance.TokenizationTimeoutMs;
            run.Measurement.Guarded(() => Log.StrategyStalled(run.Measurement.Logger, Name, milliseconds, isLast ? "again" : "until it returns"));
        }
    }

    private void Disable(StrategyMeasurement measurement, Exception exception)
    {
        StrategyRun[] waiting;
        lock (_lock)
        {
            _isDisabled = true;
            waiting = TakeWaiting();
        }

        GiveUp(waiting);
        measurement.Guarded(() => Log.StrategyFailed(measurement.Logger, Name, exception.GetType().Name));
    }

    private StrategyRun? Next()
    {
        lock (_lock)
        {
            _isWorking = _waiting.TryDequeue(out _running);
            return _running;
        }
    }

    private StrategyRun[] TakeWaiting()
    {
        StrategyRun[] waiting = [.. _waiting];
        _waiting.Clear();
        return waiting;
    }

    private static void GiveUp(StrategyRun[] runs)
    {
        foreach (var run in runs)
        {
            run.GiveUp(FallbackReasons.StrategyCutOff);
        }
    }
}
