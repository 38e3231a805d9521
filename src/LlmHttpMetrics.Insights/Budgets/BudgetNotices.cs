using LlmHttpMetrics.Diagnostics.Background;
using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.Insights.Budgets;

/// <summary>Reports thresholds, refusals and costs in other currencies, in order and in the background.</summary>
internal sealed class BudgetNotices(Action<LlmBudgetThreshold>? callback, ILogger logger, Action callbackFailed) : IPendingWork
{
    /// <summary>The maximum number of notices that wait for a slow callback; further ones are dropped and counted as callback failures.</summary>
    public const int Most = 10_000;

    private readonly object _lock = new();
    private readonly BackgroundWork _background = new(callbackFailed);
    private Task _last = Task.CompletedTask;
    private int _open;

    /// <summary>Completes when all notices queued so far have been reported.</summary>
    public Task Completion
    {
        get
        {
            lock (_lock)
            {
                return _last;
            }
        }
    }

    /// <inheritdoc/>
    public Task FlushAsync(CancellationToken cancellationToken) => Completion.WaitAsync(cancellationToken);

    public void Reached(LlmBudgetThreshold threshold) => Post(() => Report(threshold));

    public void Refused(LlmBudgetStatus status) => Post(() =>
    {
        if (status.IsSpent)
        {
            Log.BudgetRefuses(logger, NameOf(status), status.PeriodEnd);
        }
        else
        {
            Log.BudgetFull(logger, NameOf(status), decimal.Round(status.Spent, 6), decimal.Round(status.Reserved, 6), status.Limit, status.Currency);
        }
    });

    public void OtherCurrency(string budget, string currency, string other) => Post(() => Log.BudgetCurrency(logger, other, budget, currency));

    private static string NameOf(LlmBudgetStatus status) => status.Value is { } value ? $"{status.Budget} of {value}" : status.Budget;

    private void Post(Action report)
    {
        lock (_lock)
        {
            if (_open < Most)
            {
                if (_open++ == 0)
                {
                    LlmMonitoring.Track(this);
                }

                _last = _background.After(_last, () => Run(report));
                return;
            }
        }

        callbackFailed();
    }

    private void Run(Action report)
    {
        _background.Guard(report);
        lock (_lock)
        {
            if (--_open == 0)
            {
                LlmMonitoring.Untrack(this);
            }
        }
    }

    private void Report(LlmBudgetThreshold threshold)
    {
        var status = threshold.Status;
        try
        {
            Log.BudgetReached(
                logger,
                NameOf(status),
                (double)threshold.Share,
                decimal.Round(status.Spent, 6),
                status.Limit,
                status.Currency,
                status.PeriodStart,
                status.PeriodEnd);
        }
        finally
        {
            callback?.Invoke(threshold);
        }
    }
}
