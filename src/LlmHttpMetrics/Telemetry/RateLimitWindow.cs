namespace LlmHttpMetrics.Telemetry;

/// <summary>One rate limit with its window: the remaining amount, and the limit.</summary>
internal struct RateLimitWindow
{
    /// <summary>The value for an amount that no header reported.</summary>
    public const long Unknown = -1;

    public RateLimitKind Kind { get; init; }

    public int Window { get; init; }

    public long Remaining { get; set; }

    public long Limit { get; set; }

    /// <summary>
    /// Whether a smaller share remains or, for equal shares, a smaller amount. A known share takes precedence over an unknown one, and a limit
    /// without a remaining amount comes last.
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

    /// <summary>If nothing remains, the share is zero, whatever the limit is.</summary>
    private readonly double? Share => Remaining == 0 ? 0 : Remaining > 0 && Limit > 0 ? (double)Remaining / Limit : null;
}
