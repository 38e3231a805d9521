namespace LlmHttpMetrics.Pricing;

/// <summary>The parts of a cost that several prices contribute to.</summary>
/// <param name="Parts">Its parts.</param>
/// <param name="CacheSavings">How much more the input read from a cache would have cost without it.</param>
/// <param name="CacheWritePremium">How much less the input written to a cache would have cost without it.</param>
internal sealed record CostBreakdown(CostParts Parts, decimal CacheSavings, decimal CacheWritePremium);
