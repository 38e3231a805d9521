using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Diagnostics.Background;
using LlmHttpMetrics.Interception;
using LlmHttpMetrics.Vocabulary;

namespace LlmHttpMetrics.Insights.Budgets;

/// <summary>Counts what calls cost in budgets, and has budgets refuse calls.</summary>
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

    public bool MayRefuse => _budgets.MayRefuse;

    public IGuardedCall Begin(ClientMonitor monitor) => new BudgetGuard(monitor, this);

    public void Completed(in CompletedCall call)
    {
        var record = call.Record;
        BudgetedCall budgeted = new(
            record.ClientName, record.Endpoint.Provider, record.Operation, record.RequestModel ?? record.ResponseModel, record.Call, record.Timestamp.UtcTicks);
        CallCost? cost = call.Cost is { } known ? new CallCost(known.Amount, known.Currency) : null;
        var entry = _budgets.Record(budgeted, cost, isAnswered: record.Status is >= 200 and < 300 && record.Outcome.Word != LlmOutcomes.Error);
        call.Pending?.Keep(this, entry);
    }

    public void Amended(CallAmendment amendment)
    {
        if (amendment.Cost is { } cost && amendment.Call.Kept(this) is BudgetEntry entry)
        {
            entry.AddCost(cost.Amount, cost.Currency);
        }
    }

    /// <summary>Waits until the thresholds that were reached have been reported.</summary>
    public Task FlushAsync(CancellationToken cancellationToken) => _budgets.Told.WaitAsync(cancellationToken);

    /// <inheritdoc cref="LlmBudgets.WouldRefuse"/>
    public bool WouldRefuse(in BudgetedCall call) => _budgets.WouldRefuse(call);

    /// <summary>Refuses a call that has not been sent, where a budget says so, and counts it.</summary>
    public LlmBudgetStatus? Refuse(in BudgetedCall call, bool isModelKnown, out bool dependsOnModel)
    {
        if (_budgets.Refuse(call, isModelKnown, out dependsOnModel) is not { } status)
        {
            return null;
        }

        _instruments.CountRefused(status, call);
        return status;
    }
}
