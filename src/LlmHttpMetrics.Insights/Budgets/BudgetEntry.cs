using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Insights.Budgets.Reserving;

namespace LlmHttpMetrics.Insights.Budgets;

/// <summary>A call that budgets have counted, for its cost that becomes known later.</summary>
/// <param name="Budgets">The budgets.</param>
/// <param name="Call">The call.</param>
/// <param name="IsUnpriced">It counts as a call without a known cost.</param>
internal readonly record struct BudgetEntry(LlmBudgets Budgets, BudgetedCall Call, bool IsUnpriced)
{
    /// <summary>The length of its request; zero where it was not seen.</summary>
    public long Bytes { get; init; }

    /// <summary>What stays reserved for it until its cost is known; null where nothing does.</summary>
    public CallReservation? Reservation { get; init; }

    /// <summary>Finds out when it is settled whether the call has a cost; null where that is known.</summary>
    public LateCost? LateCost { get; init; }

    /// <summary>Adds what the call cost.</summary>
    /// <param name="amount">The amount, exact.</param>
    /// <param name="currency">Its currency (ISO 4217).</param>
    public void AddCost(decimal amount, string currency) => Budgets.AddCost(Call, new CallCost(amount, currency), IsUnpriced, Reservation);

    /// <summary>Takes what has become known of the call.</summary>
    public void Amend(CallAmendment amendment)
    {
        if (amendment.Tokens is { } tokens)
        {
            Budgets.Reserving?.Learn(Call, Bytes, tokens.Input, tokens.Output);
        }

        if (amendment.Cost is { } cost)
        {
            AddCost(cost.Amount, cost.Currency);
        }

        if (LateCost?.TryEnd(amendment) == true)
        {
            Reservation?.Release();
        }
    }
}
