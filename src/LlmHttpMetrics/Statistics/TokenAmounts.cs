namespace LlmHttpMetrics.Statistics;

/// <summary>Tokens of a call by kind; what is not known is null.</summary>
internal readonly record struct TokenAmounts(long? Input, long? Output, long? CachedInput = null, long? CacheWrite = null, long? Reasoning = null);
