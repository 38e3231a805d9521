using LlmHttpMetrics.Diagnostics.Background;
using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.Insights.Budgets;

/// <summary>Tells of thresholds, refusals and foreign currencies, in order and on a thread of nobody's.</summary>
internal sealed class BudgetNotices(Action<LlmBudgetThreshold>? callback, ILogger logger, Action callbackFailed)
{
    /// <summary>What may wait for a callback that does not return; more is lost, and counted as its failures.</summary>
    public const int Most = 10_000;

    private readonly object _lock = new();
    private readonly BackgroundWork _background = new(callbackFailed);
    private Task _last = Task.CompletedTask;
    private int _open;

    /// <summary>Ends when everything has been told that was to be told before.</summary>
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

    public void Reached(LlmBudgetThreshold threshold) => Post(() => Tell(threshold));

    public void Refused(LlmBudgetStatus status) => Post(() => Log.BudgetRefuses(logger, NameOf(status), status.PeriodEnd));

    public void OtherCurrency(string budget, string currency, string other) => Post(() => Log.BudgetCurrency(logger, other, budget, currency));

    private static string NameOf(LlmBudgetStatus status) => status.Value is { } value ? $"{status.Budget} of {value}" : status.Budget;

    private void Post(Action tell)
    {
        lock (_lock)
        {
            if (_open < Most)
            {
                if (_open++ == 0)
                {
                    LlmMonitoring.Track(this);
                }

                _last = _background.After(_last, () => Run(tell));
                return;
            }
        }

        callbackFailed();
    }

    private void Run(Action tell)
    {
        _background.Guard(tell);
        lock (_lock)
        {
            if (--_open == 0)
            {
                LlmMonitoring.Untrack(this);
            }
        }
    }

    private void Tell(LlmBudgetThreshold threshold)
    {
        var status = threshold.Status;
        try
        {
            Log.BudgetReached(
                logger, NameOf(status), (double)threshold.Share, decimal.Round(status.Spent, 6), status.Limit, status.Currency, status.PeriodStart, status.PeriodEnd);
        }
        finally
        {
            callback?.Invoke(threshold);
        }
    }
}
