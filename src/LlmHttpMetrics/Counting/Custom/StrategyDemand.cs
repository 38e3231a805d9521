using LlmHttpMetrics.Events;
using LlmHttpMetrics.Insights.Statistics;
using LlmHttpMetrics.Interception;
using LlmHttpMetrics.Telemetry;
using LlmHttpMetrics.Text;
using LlmHttpMetrics.Vocabulary;
using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.Counting.Custom;

/// <summary>A call that has ended and that strategies of the user's measure. When the last of them has its values or its fallback, the event goes on.</summary>
internal sealed class StrategyDemand
{
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly object _lock = new();
    private int _open;
    private int _readers;

    public required MonitorSettings Settings { get; init; }

    public required LlmInstruments Instruments { get; init; }

    public required TimeProvider Time { get; init; }

    public required ILogger Logger { get; init; }

    /// <summary>What strategies are told besides the text.</summary>
    public required LlmMeasuredCall Call { get; init; }

    /// <summary>Texts of the request; null where it was never read.</summary>
    public required HeldText? Input { get; init; }

    /// <summary>Texts of the answer; null where none came.</summary>
    public required HeldText? Output { get; init; }

    /// <summary>The tags of our own instruments.</summary>
    public required KeyValuePair<string, object?>[] Tags { get; init; }

    /// <summary>The event that waits; null where nobody wants events.</summary>
    public required LlmEvent? Event { get; init; }

    public required EventQueue? Events { get; init; }

    /// <summary>Where the statistics have it.</summary>
    public SeriesEntry Statistics { get; init; }

    /// <summary>Ends when every strategy has its values or its fallback, and all has been published.</summary>
    public Task Completion => _completion.Task;

    /// <summary>Has the strategies measure. Never waits for one, and never throws.</summary>
    public void Start(StrategyRunner[] runners)
    {
        _open = _readers = runners.Length;
        LlmMonitoring.Track(this);
        if (Call.IsTextCut)
        {
            Guarded(() => CountFallback(FallbackReasons.TextTooLong));
        }

        foreach (var runner in runners)
        {
            runner.Measure(this);
        }
    }

    /// <summary>A strategy has its values. Never throws.</summary>
    public void End(string strategy, List<KeyValuePair<string, double>> values)
    {
        Guarded(() => CustomRecording.Record(this, strategy, values));
        if (Event is { } e)
        {
            lock (_lock)
            {
                foreach (var (name, value) in values)
                {
                    e.Custom[$"{strategy}.{name}"] = value;
                }
            }
        }

        Close();
    }

    /// <summary>A strategy has no values. Never throws.</summary>
    public void EndWithout(string strategy, string reason)
    {
        Guarded(() => CountFallback(reason));
        if (Settings.Fallback.LogFallbacks)
        {
            Guarded(() => Log.StrategyPassedOver(Logger, strategy, Call.Provider, reason));
        }

        if (Event is { } e)
        {
            lock (_lock)
            {
                e.AddStrategyFallback(strategy, reason);
            }
        }

        Close();
    }

    /// <summary>One strategy reads the text no more.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref _readers) == 0)
        {
            Input?.Release();
            Output?.Release();
        }
    }

    private void CountFallback(string reason)
    {
        Statistics.AddFallback(reason);
        Instruments.MeasurementFallbacks.Add(1, new KeyValuePair<string, object?>(LlmTagNames.FallbackReason, reason));
    }

    /// <summary>Nobody stands behind these threads: what a listener or a logger throws would end the process.</summary>
    public void Guarded(Action publish)
    {
        try
        {
            publish();
        }
        catch (Exception)
        {
            Instruments.Failed(Stages.Strategy);
        }
    }

    private void Close()
    {
        if (Interlocked.Decrement(ref _open) > 0)
        {
            return;
        }

        if (Event is { } e)
        {
            Guarded(() => Events?.Enqueue(e));
        }

        // After the event has been sent: a flush that no longer finds this must find that in its queue.
        LlmMonitoring.Untrack(this);
        _completion.TrySetResult();
    }
}
