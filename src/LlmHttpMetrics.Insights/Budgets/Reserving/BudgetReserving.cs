using LlmHttpMetrics.Insights.Budgets.Accounts;

namespace LlmHttpMetrics.Insights.Budgets.Reserving;

/// <summary>
/// The budgets that refuse. Each call reserves its estimated cost before it is sent, so that calls that are under way together cannot spend what one
/// of them may.
/// </summary>
/// <param name="budgets">All budgets.</param>
/// <param name="guards">Those that refuse.</param>
/// <param name="time">The clock of the periods.</param>
/// <param name="refused">Reports a refusal, the first of its kind in a period.</param>
internal sealed class BudgetReserving(LlmBudgets budgets, Budget[] guards, TimeProvider time, Action<LlmBudgetStatus> refused)
{
    private readonly UsageTable _learned = new();

    /// <summary>Estimates what calls will cost.</summary>
    public CostEstimator Estimator => field ??= new CostEstimator(_learned);

    private long Now => time.GetUtcNow().UtcTicks;

    /// <summary>Learns from a call that has ended.</summary>
    public void Learn(in BudgetedCall call, long bytes, long? input, long? output) => _learned.Learn(call, bytes, input, output);

    /// <summary>A budget is for the call, whatever its model may be.</summary>
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

    /// <summary>Refuses a call whose model is not known yet, where an amount is spent whatever it is; null where none is.</summary>
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

    /// <summary>Reserves what a call may cost of every budget that it is for, or nothing of any where one refuses it.</summary>
    /// <param name="call">The call.</param>
    /// <param name="estimate">What it may cost; null where no price is known: then nothing is reserved.</param>
    /// <param name="reservation">What is reserved; null where nothing is.</param>
    /// <returns>The budget that refuses, as it stands; null where none does.</returns>
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

            // A cost in another currency does not count, and so reserves nothing.
            var amount = estimate is { } cost && cost.Currency == guard.Terms.Currency ? cost.Capped : 0;
            if (guard.Reserve(call, amount, now, out var refusal) is { } hold)
            {
                made.Add(hold);
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
