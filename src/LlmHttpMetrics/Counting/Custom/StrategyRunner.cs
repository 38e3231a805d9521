using System.Runtime.CompilerServices;
using LlmHttpMetrics.Diagnostics.Background;
using LlmHttpMetrics.Vocabulary;

namespace LlmHttpMetrics.Counting.Custom;

/// <summary>
/// Asks a strategy of the user's, one call after the other, on a thread that nobody waits for. There is one for each strategy however
/// many clients use it, so that what is cut off stays so whatever options are loaded.
/// </summary>
internal sealed class StrategyRunner
{
    /// <summary>Calls that may wait; their text is bounded each by itself.</summary>
    public const int Capacity = 256;

    /// <summary>A pause of the machine's can make anybody late once or twice.</summary>
    private const int MostDelays = 3;

    private static readonly ConditionalWeakTable<IMeasurementStrategy, StrategyRunner> Runners = [];

    private readonly object _lock = new();
    private readonly IMeasurementStrategy _strategy;
    private readonly Queue<StrategyRun> _waiting = [];
    private StrategyRun? _running;
    private bool _isWorking;
    private bool _isOut;
    private int _delays;

    private StrategyRunner(IMeasurementStrategy strategy)
    {
        _strategy = strategy;
        Name = strategy.Name;
    }

    /// <summary>What it runs by. Faults are counted where they are known to be of a call; a strategy belongs to no service provider.</summary>
    public BackgroundWork Background { get; } = new(static () => { });

    /// <summary>The strategy's name, as it was when it was first asked for.</summary>
    public string Name { get; }

    public static StrategyRunner Of(IMeasurementStrategy strategy) => Runners.GetValue(strategy, static key => new StrategyRunner(key));

    /// <summary>Measures a call soon, or gives up on it at once. Never waits for the strategy.</summary>
    public void Measure(StrategyMeasurement measurement)
    {
        StrategyRun run = new(this, measurement);
        string? reason;
        var begins = false;
        lock (_lock)
        {
            reason = _isOut || _running is { IsLate: true } ? FallbackReasons.StrategyCutOff
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

    /// <summary>Measures what waits. A strategy that never returns keeps this thread, and no other.</summary>
    private void Work()
    {
        while (Next() is { } run)
        {
            if (run.Execute(_strategy) is { } exception)
            {
                CutOff(run.Measurement, exception);
            }
        }
    }

    /// <summary>The time of the call that is being measured is up.</summary>
    public void OnLate(StrategyRun run)
    {
        StrategyRun[] waiting;
        var (isFirst, isLast) = (false, false);
        lock (_lock)
        {
            isFirst = ++_delays == 1;
            isLast = !_isOut && _delays >= MostDelays;
            _isOut |= isLast;
            waiting = TakeWaiting();
        }

        GiveUp(waiting);
        if (isFirst || isLast)
        {
            var milliseconds = run.Measurement.Settings.Performance.TokenizationTimeoutMs;
            run.Measurement.Guarded(() => Log.StrategyStalled(run.Measurement.Logger, Name, milliseconds, isLast ? "again" : "while it does not come back"));
        }
    }

    private void CutOff(StrategyMeasurement measurement, Exception exception)
    {
        StrategyRun[] waiting;
        lock (_lock)
        {
            _isOut = true;
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
