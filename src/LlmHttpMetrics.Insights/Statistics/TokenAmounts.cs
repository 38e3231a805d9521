namespace LlmHttpMetrics.Insights.Statistics;

/// <summary>Tokens of a call by kind; what is not known is null.</summary>
internal readonly record struct TokenAmounts(long? Input, long? Output, long? CachedInput = null, long? CacheWrite = null, long? Reasoning = null)
{
    /// <summary>Where they came from; null for the provider.</summary>
    public TokenOrigin? Origin { get; init; }

    /// <summary>Where the output came from, if that is another place than the input's.</summary>
    public TokenOrigin? OfOutput { get; init; }
}
