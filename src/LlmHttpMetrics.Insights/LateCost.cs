using LlmHttpMetrics.Calls;

namespace LlmHttpMetrics.Insights;

/// <summary>Finds out when it is settled whether a call that ended without a known cost gets one.</summary>
/// <param name="awaitsUsage">A later answer brings its usage, so that the end of our own measurements settles nothing.</param>
internal sealed class LateCost(bool awaitsUsage)
{
    private int _ended;

    /// <summary>True once: with the amendment that brings the cost, or after which none can come.</summary>
    public bool TryEnd(CallAmendment amendment) => IsLast(amendment) && Interlocked.Exchange(ref _ended, 1) == 0;

    private bool IsLast(CallAmendment amendment) =>
        amendment.Cost is not null || amendment.IsPriceMissing || amendment.IsUsageMissing
        || (awaitsUsage ? amendment.Tokens is not null : amendment.EndsMeasurement);
}
