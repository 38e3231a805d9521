using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Insights.Budgets.Reserving;

namespace LlmHttpMetrics.Insights.Budgets;

/// <summary>A call that has been added to budgets, for amendments of its cost.</summary>
/// <param name="Budgets">The budgets.</param>
/// <param name="Call">The call.</param>
/// <param name="IsUnpriced">Whether the call counts as one without a known cost.</param>
internal readonly record struct BudgetEntry(LlmBudgets Budgets, BudgetedCall Call, bool IsUnpriced)
{
    /// <summary>The length of the request, in bytes; zero if unknown.</summary>
    public long Bytes { get; init; }

    /// <summary>The reservation that is kept until the cost is known; null if there is none.</summary>
    public CallReservation? Reservation { get; init; }

    /// <summary>Tracks whether the cost can still arrive; null if the cost is settled.</summary>
    public LateCost? LateCost { get; init; }

    /// <summary>Adds the cost of the call.</summary>
    /// <param name="amount">The amount, exact.</param>
    /// <param name="currency">Its currency (ISO 4217).</param>
    public void AddCost(decimal amount, string currency) => Budgets.AddCost(Call, new CallCost(amount, currency), IsUnpriced, Reservation);

    /// <summary>Applies an amendment of the call.</summary>
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
