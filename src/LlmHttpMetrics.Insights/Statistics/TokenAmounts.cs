namespace LlmHttpMetrics.Insights.Statistics;

/// <summary>The tokens of a call by kind; null if unknown.</summary>
internal readonly record struct TokenAmounts(long? Input, long? Output, long? CachedInput = null, long? CacheWrite = null, long? Reasoning = null)
{
    /// <summary>The source of the tokens; null for the provider.</summary>
    public TokenOrigin? Origin { get; init; }

    /// <summary>The source of the output tokens, if it differs from that of the input tokens.</summary>
    public TokenOrigin? OfOutput { get; init; }
}
