namespace LlmHttpMetrics.Counting.Learning;

/// <summary>Our count of one call, and the tokens that its provider reported.</summary>
internal readonly record struct Sample(long Counted, long Reported);
