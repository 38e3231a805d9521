using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Interception;
using LlmHttpMetrics.Pricing;
using LlmHttpMetrics.Telemetry;
using LlmHttpMetrics.Vocabulary;

namespace LlmHttpMetrics.Insights.Budgets;

/// <summary>Hands calls that have ended to the budgets, at once and not by the queue of events, and asks them about calls that are to be sent.</summary>
internal sealed class CallBudgets
{
    private readonly LlmInstruments _instruments;
    private readonly LlmBudgets? _budgets;

    public CallBudgets(LlmInstruments instruments, LlmBudgets? budgets)
    {
        _instruments = instruments;
        _budgets = budgets is { IsEmpty: false } ? budgets : null;
        if (_budgets is not null)
        {
            instruments.Budgets.Show(_budgets);
        }
    }

    /// <summary>Calls are to be measured and priced for these, though nobody listens.</summary>
    public bool IsWanted => _budgets is not null;

    /// <summary>A budget may refuse calls now.</summary>
    public bool MayRefuse => _budgets is not null && _budgets.MayRefuse;

    /// <summary>Adds a cost that became known after the call had ended.</summary>
    public static void AddCost(LlmInstruments instruments, in BudgetEntry entry, in Cost cost)
    {
        try
        {
            entry.AddCost(cost.Amount, cost.Currency);
        }
        catch (Exception)
        {
            instruments.Failed(Stages.Budget);
        }
    }

    /// <summary>Takes a call that has ended and been priced, as far as it can be. A fault here costs its figures and not those of the meters.</summary>
    public void Record(CallRecord call, string clientName)
    {
        if (_budgets is null)
        {
            return;
        }

        try
        {
            BudgetedCall budgeted = new(
                clientName, call.Endpoint.Provider, call.Operation, call.RequestModel ?? call.ResponseModel, call.Call, call.Timestamp.UtcTicks);
            CallCost? cost = call.Cost is { } known ? new CallCost(known.Amount, known.Currency) : null;
            call.Budget = _budgets.Record(budgeted, cost, isAnswered: call.Status is >= 200 and < 300 && call.Outcome.Word != LlmOutcomes.Error);
        }
        catch (Exception)
        {
            _instruments.Failed(Stages.Budget);
        }
    }

    /// <inheritdoc cref="LlmBudgets.WouldRefuse"/>
    public bool WouldRefuse(in BudgetedCall call) => _budgets!.WouldRefuse(call);

    /// <summary>Refuses a call that has not been sent, where a budget says so, and counts it.</summary>
    public LlmBudgetStatus? Refuse(in BudgetedCall call, bool isModelKnown, MonitorSettings settings, out bool dependsOnModel)
    {
        if (_budgets!.Refuse(call, isModelKnown, out dependsOnModel) is not { } status)
        {
            return null;
        }

        _instruments.Budgets.CountRefused(status, call, settings.MaxTagValues);
        return status;
    }
}
