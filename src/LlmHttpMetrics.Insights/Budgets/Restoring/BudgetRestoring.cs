using LlmHttpMetrics.Diagnostics.Background;
using LlmHttpMetrics.Diagnostics.Logging;
using LlmHttpMetrics.Events;

namespace LlmHttpMetrics.Insights.Budgets.Restoring;

/// <summary>Restores budgets from the events that this host has kept, in the background: no call waits for it.</summary>
/// <param name="histories">Where events are kept; none where no event log is registered.</param>
/// <param name="logger">Where a fault is logged.</param>
/// <param name="instruments">Where it is counted.</param>
internal sealed class BudgetRestoring(IEnumerable<IEventHistory> histories, MonitoringLogger logger, BudgetInstruments instruments) : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();

    /// <summary>Begins to restore. The task ends when that is done, or has failed.</summary>
    public Task Begin(LlmBudgets budgets)
    {
        var stopping = _stopping.Token;
        return histories.FirstOrDefault() is { } history
            ? new BackgroundWork(instruments.Faults.CallbackFailed).Start(() => RestoreAsync(budgets, history, stopping))
            : Task.CompletedTask;
    }

    public void Dispose()
    {
        _stopping.Cancel();
        _stopping.Dispose();
    }

    private async Task RestoreAsync(LlmBudgets budgets, IEventHistory history, CancellationToken cancellationToken)
    {
        try
        {
            var (from, until) = budgets.Unknown;
            await foreach (var callEvent in history.ReadSinceAsync(from, cancellationToken).ConfigureAwait(false))
            {
                // What was sent later is counted by this process as it ends, or is another process's that is still running.
                if (callEvent.Timestamp < until)
                {
                    budgets.Restore(callEvent);
                }
            }
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            // The service provider is disposed of.
        }
        catch (Exception e)
        {
            instruments.Faults.CallbackFailed();
            Log.RestoringFailed(logger, e.GetType().Name);
        }
    }
}
