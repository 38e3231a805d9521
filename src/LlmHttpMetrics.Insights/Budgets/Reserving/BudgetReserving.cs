using LlmHttpMetrics.Insights.Budgets.Accounts;

namespace LlmHttpMetrics.Insights.Budgets.Reserving;

/// <summary>
/// The budgets that refuse calls. Each call reserves its estimated cost before it is sent, so that concurrent calls cannot spend the same remaining amount.
/// </summary>
/// <param name="budgets">All budgets.</param>
/// <param name="guards">The budgets that refuse calls.</param>
/// <param name="time">The clock that determines the periods.</param>
/// <param name="refused">Called with the first refusal for each reason in a period.</param>
internal sealed class BudgetReserving(LlmBudgets budgets, Budget[] guards, TimeProvider time, Action<LlmBudgetStatus> refused)
{
    private readonly UsageTable _learned = new();

    /// <summary>Estimates the cost of calls.</summary>
    public CostEstimator Estimator => field ??= new CostEstimator(_learned);

    private long Now => time.GetUtcNow().UtcTicks;

    /// <summary>Learns from a completed call.</summary>
    public void Learn(in BudgetedCall call, long bytes, long? input, long? output) => _learned.Learn(call, bytes, input, output);

    /// <summary>Whether a budget may apply to the call, with any model.</summary>
    public bool Concerns(in BudgetedCall call)
    {
        foreach (var guard in guards)
        {
            if (guard.Scope.DependsOnModel || guard.Scope.Fits(call))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Refuses a call whose model is not known yet if a limit that applies to it with any model is spent; null otherwise.</summary>
    public LlmBudgetStatus? RefuseIfSpent(in BudgetedCall call)
    {
        var now = Now;
        foreach (var guard in guards)
        {
            if ((call.Model is not null || !guard.Scope.DependsOnModel) && guard.Scope.Fits(call) && guard.RefuseIfSpent(call, now) is { } refusal)
            {
                return Report(refusal);
            }
        }

        return null;
    }

    /// <summary>Reserves the estimated cost in all budgets that apply to the call; in none if one of them refuses the call.</summary>
    /// <param name="call">The call.</param>
    /// <param name="estimate">The estimated cost; null if no price is known, in which case nothing is reserved.</param>
    /// <param name="reservation">The reservation; null if nothing is reserved.</param>
    /// <returns>The status of the budget that refuses the call; null if none does.</returns>
    public LlmBudgetStatus? Reserve(in BudgetedCall call, CallCost? estimate, out CallReservation? reservation)
    {
        var now = Now;
        CallReservation made = new(budgets);
        foreach (var guard in guards)
        {
            if (!guard.Scope.Fits(call))
            {
                continue;
            }

            // A cost in another currency is not counted and therefore not reserved.
            var amount = estimate is { } cost && cost.Currency == guard.Terms.Currency ? cost.Capped : 0;
            if (guard.Reserve(call, amount, now, out var refusal) is { } reserved)
            {
                made.Add(reserved);
            }

            if (refusal is { } refused)
            {
                made.Release();
                reservation = null;
                return Report(refused);
            }
        }

        reservation = made.IsEmpty ? null : made;
        return null;
    }

    private LlmBudgetStatus Report(in Refusal refusal)
    {
        if (refusal.IsFirst)
        {
            refused(refusal.Status);
        }

        return refusal.Status;
    }
}
