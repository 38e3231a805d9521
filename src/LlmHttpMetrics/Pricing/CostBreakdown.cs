namespace LlmHttpMetrics.Pricing;

/// <summary>What a cost consists of that several prices made up.</summary>
/// <param name="Parts">Its parts.</param>
/// <param name="CacheSavings">What the input read from a cache would have cost more.</param>
/// <param name="CacheWritePremium">What the input written to a cache would have cost less.</param>
internal sealed record CostBreakdown(CostParts Parts, decimal CacheSavings, decimal CacheWritePremium);
