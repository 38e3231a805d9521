namespace LlmHttpMetrics.Telemetry;

/// <summary>One limit with its window: what may still be used, and of how much.</summary>
internal struct RateLimitWindow
{
    /// <summary>An amount that no header has told.</summary>
    public const long Unknown = -1;

    public RateLimitKind Kind { get; init; }

    public int Window { get; init; }

    public long Remaining { get; set; }

    public long Limit { get; set; }

    /// <summary>
    /// Less of it is left, by share; of equal shares, by amount. A share that is known goes before one that is not, and a limit alone comes last.
    /// </summary>
    public readonly bool IsTighterThan(in RateLimitWindow other)
    {
        var (share, others) = (Share, other.Share);
        if (share is null != others is null)
        {
            return share is not null;
        }

        if (share != others)
        {
            return share < others;
        }

        if (Remaining == Unknown || other.Remaining == Unknown)
        {
            return Remaining != Unknown || (other.Remaining == Unknown && Limit < other.Limit);
        }

        return Remaining < other.Remaining;
    }

    /// <summary>Nothing left is no share of whatever limit.</summary>
    private readonly double? Share => Remaining == 0 ? 0 : Remaining > 0 && Limit > 0 ? (double)Remaining / Limit : null;
}
