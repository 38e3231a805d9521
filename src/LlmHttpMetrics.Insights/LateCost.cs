using LlmHttpMetrics.Calls;

namespace LlmHttpMetrics.Insights;

/// <summary>Tracks a call that ended without a known cost, until its cost is known or can no longer arrive.</summary>
/// <param name="awaitsUsage">Whether a later response brings the usage, so that the end of local measurements is not the last chance for a cost.</param>
internal sealed class LateCost(bool awaitsUsage)
{
    private int _ended;

    /// <summary>Returns true once: for the amendment that brings the cost, or the one after which no cost can arrive.</summary>
    public bool TryEnd(CallAmendment amendment) => IsLast(amendment) && Interlocked.Exchange(ref _ended, 1) == 0;

    private bool IsLast(CallAmendment amendment) =>
        amendment.Cost is not null || amendment.IsPriceMissing || amendment.IsUsageMissing
        || (awaitsUsage ? amendment.Tokens is not null : amendment.EndsMeasurement);
}
