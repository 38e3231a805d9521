using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Diagnostics;
using LlmHttpMetrics.Text;
using LlmHttpMetrics.Vocabulary;
using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.Counting.Custom;

/// <summary>A call that has ended and that strategies of the application measure. Each strategy ends with its values or without.</summary>
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

    /// <summary>Where it is listed until it has ended.</summary>
    public required OpenMeasurements List { get; init; }

    /// <summary>What strategies get besides the text.</summary>
    public required LlmMeasuredCall Call { get; init; }

    /// <summary>Texts of the request; null where it was never read.</summary>
    public required HeldText? Input { get; init; }

    /// <summary>Texts of the answer; null where none came.</summary>
    public required HeldText? Output { get; init; }

    /// <summary>Ends when every strategy has its values or its fallback, and all has been published.</summary>
    public Task Completion => _completion.Task;

    /// <summary>Has the strategies measure. Never waits for one, and never throws.</summary>
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

    /// <summary>A strategy has its values. Never throws.</summary>
    public void End(string strategy, List<KeyValuePair<string, double>> values)
    {
        Pending.Amend(new CallAmendment(Pending) { Values = new StrategyValues(strategy, values) });
        Close();
    }

    /// <summary>A strategy has no values. Never throws.</summary>
    public void EndWithout(string strategy, string reason)
    {
        Pending.Amend(new CallAmendment(Pending) { FallbackReason = reason, FailedStrategy = strategy });
        if (Settings.Fallback.LogFallbacks)
        {
            Guarded(() => Log.StrategyPassedOver(Logger, strategy, Call.Provider, reason));
        }

        Close();
    }

    /// <summary>One strategy no longer reads the text.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref _readers) == 0)
        {
            Input?.Release();
            Output?.Release();
        }
    }

    /// <summary>Runs foreign code on a thread of our own, where an exception would end the process.</summary>
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

        // Before it leaves the list: a flush that no longer finds this must find its event in the queue.
        Pending.EndMeasurement();
        List.Remove(this);
        _completion.TrySetResult();
    }
}
