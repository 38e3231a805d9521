using LlmHttpMetrics.Diagnostics.Background;
using LlmHttpMetrics.Diagnostics.Logging;
using LlmHttpMetrics.Events;

namespace LlmHttpMetrics.Insights.Budgets.Restoring;

/// <summary>Restores budgets from the event log of this host, in the background; no call waits for it.</summary>
/// <param name="histories">The stored events; empty if no event log is registered.</param>
/// <param name="logger">The logger for faults.</param>
/// <param name="instruments">The instruments that count faults.</param>
internal sealed class BudgetRestoring(IEnumerable<IEventHistory> histories, MonitoringLogger logger, BudgetInstruments instruments) : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();

    /// <summary>Starts restoring. The task completes when it has finished or failed.</summary>
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
            var (from, until) = budgets.RestoreRange;
            await foreach (var callEvent in history.ReadSinceAsync(from, cancellationToken).ConfigureAwait(false))
            {
                // Later events are counted by this process when they end, or belong to another process that is still running.
                if (callEvent.Timestamp < until)
                {
                    budgets.Restore(callEvent);
                }
            }
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            // The service provider is being disposed.
        }
        catch (Exception e)
        {
            instruments.Faults.CallbackFailed();
            Log.RestoringFailed(logger, e.GetType().Name);
        }
    }
}
