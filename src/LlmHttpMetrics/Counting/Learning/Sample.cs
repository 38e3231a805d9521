namespace LlmHttpMetrics.Counting.Learning;

/// <summary>What was counted here of one call, and what its provider reported.</summary>
internal readonly record struct Sample(long Counted, long Reported);
