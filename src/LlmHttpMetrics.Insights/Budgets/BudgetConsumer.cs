using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Diagnostics.Background;
using LlmHttpMetrics.Insights.Budgets.Reserving;
using LlmHttpMetrics.Interception;
using LlmHttpMetrics.Vocabulary;

namespace LlmHttpMetrics.Insights.Budgets;

/// <summary>Adds the cost of calls to budgets, and refuses calls on behalf of budgets.</summary>
internal sealed class BudgetConsumer : ICallConsumer, ICallGuard, IPendingWork
{
    private readonly LlmBudgets _budgets;
    private readonly BudgetInstruments _instruments;

    public BudgetConsumer(LlmBudgets budgets, BudgetInstruments instruments)
    {
        _budgets = budgets;
        _instruments = instruments;
        instruments.Show(budgets);
    }

    public string Stage => Stages.Budget;

    public bool IsEnabled => !_budgets.IsEmpty;

    public bool NeedsCost => IsEnabled;

    public bool MayRefuse => _budgets.Reserving is not null;

    public IGuardedCall Begin(ClientMonitor monitor) => new BudgetGuard(monitor, _budgets.Reserving!, _instruments);

    public void Completed(in CompletedCall call)
    {
        var record = call.Record;
        BudgetedCall budgeted = new(
            record.ClientName, record.Endpoint.Provider, record.Operation, record.RequestModel ?? record.ResponseModel, record.Call, record.Timestamp.UtcTicks);
        CallCost? cost = call.Cost is { } known ? new CallCost(known.Amount, known.Currency) : null;
        var reservation = record.Reservation is CallReservation { Budgets: var owner } reserved && owner == _budgets ? reserved : null;
        var entry = _budgets.Record(budgeted, cost, record.IsAnswered, reservation);
        var bytes = record.Request?.Length ?? 0;
        _budgets.Reserving?.Learn(budgeted, bytes, call.Figures.Input, call.Figures.Output);
        if (call.Pending is { } pending)
        {
            pending.Keep(this, cost is null ? Awaiting(entry, record, reservation, bytes) : entry);
        }
    }

    public void Amended(CallAmendment amendment)
    {
        if (amendment.Call.Kept(this) is BudgetEntry entry)
        {
            entry.Amend(amendment);
        }
    }

    /// <summary>Waits until all thresholds reached so far have been reported.</summary>
    public Task FlushAsync(CancellationToken cancellationToken) => _budgets.NoticesReported.WaitAsync(cancellationToken);

    /// <summary>The entry of a call whose cost may arrive later; its reservation is kept until then.</summary>
    private static BudgetEntry Awaiting(in BudgetEntry entry, CallRecord record, CallReservation? reservation, long bytes)
    {
        reservation?.KeepForLateCost();
        return entry with { Bytes = bytes, Reservation = reservation, LateCost = new LateCost(record.AwaitsUsage) };
    }
}
