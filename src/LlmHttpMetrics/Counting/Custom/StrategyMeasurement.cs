using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Diagnostics;
using LlmHttpMetrics.Text;
using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.Counting.Custom;

/// <summary>A call that has ended and is measured by strategies of the application. Each strategy ends with or without values.</summary>
internal sealed class StrategyMeasurement
{
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _open;
    private int _readers;

    /// <summary>The call.</summary>
    public required PendingCall Pending { get; init; }

    public required CountingSettings Settings { get; init; }

    public required FaultCounter Faults { get; init; }

    public required TimeProvider Time { get; init; }

    public required ILogger Logger { get; init; }

    /// <summary>The list that contains this measurement until it has ended.</summary>
    public required OpenMeasurements List { get; init; }

    /// <summary>What strategies receive in addition to the text.</summary>
    public required LlmMeasuredCall Call { get; init; }

    /// <summary>Texts of the request; null if it was never read.</summary>
    public required HeldText? Input { get; init; }

    /// <summary>Texts of the answer; null if there was none.</summary>
    public required HeldText? Output { get; init; }

    /// <summary>Completes when every strategy has its values or its fallback, and everything has been published.</summary>
    public Task Completion => _completion.Task;

    /// <summary>Starts the strategies. Never waits for them, and never throws.</summary>
    public void Start(StrategyRunner[] runners)
    {
        _open = _readers = runners.Length;
        List.Add(this);
        if (Call.IsTextCut)
        {
            Pending.Amend(new CallAmendment(Pending) { FallbackReason = FallbackReasons.TextTooLong });
        }

        foreach (var runner in runners)
        {
            runner.Measure(this);
        }
    }

    /// <summary>Ends a strategy with its values. Never throws.</summary>
    public void End(string strategy, List<KeyValuePair<string, double>> values)
    {
        Pending.Amend(new CallAmendment(Pending) { Values = new StrategyValues(strategy, values) });
        Close();
    }

    /// <summary>Ends a strategy without values. Never throws.</summary>
    public void EndWithout(string strategy, string reason)
    {
        Pending.Amend(new CallAmendment(Pending) { FallbackReason = reason, FailedStrategy = strategy });
        if (Settings.Fallback.LogFallbacks)
        {
            Guarded(() => Log.StrategyWithoutValues(Logger, strategy, Call.Provider, reason));
        }

        Close();
    }

    /// <summary>Reports that one strategy no longer reads the text.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref _readers) == 0)
        {
            Input?.Release();
            Output?.Release();
        }
    }

    /// <summary>Runs code of the application on one of our threads, where an exception would terminate the process.</summary>
    public void Guarded(Action step)
    {
        try
        {
            step();
        }
        catch (Exception)
        {
            Faults.Failed(Stages.Strategy);
        }
    }

    private void Close()
    {
        if (Interlocked.Decrement(ref _open) > 0)
        {
            return;
        }

        // Before removal from the list: a flush that no longer finds this measurement must find its event in the queue.
        Pending.EndMeasurement();
        List.Remove(this);
        _completion.TrySetResult();
    }
}
