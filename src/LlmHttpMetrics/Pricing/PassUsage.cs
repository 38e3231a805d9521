namespace LlmHttpMetrics.Pricing;

/// <summary>One of the passes of an answer (Anthropic's compaction and advisor).</summary>
/// <param name="Model">The model of the pass; null for the model of the answer.</param>
/// <param name="Usage">The usage of the pass.</param>
internal readonly record struct PassUsage(string? Model, Usage Usage);
