namespace LlmHttpMetrics.Pricing;

/// <summary>One of the passes that an answer took (Anthropic's compaction and advisor).</summary>
/// <param name="Model">The model that made it; null for that of the answer.</param>
/// <param name="Usage">What it used.</param>
internal readonly record struct PassUsage(string? Model, Usage Usage);
