namespace LlmHttpMetrics;

/// <summary>What happens when tokens cannot be counted.</summary>
public static class LlmFallbacks
{
    /// <summary>The amount of text is counted instead, as by <see cref="LlmStrategies.Capacity"/>.</summary>
    public const string Capacity = "capacity";

    /// <summary>
    /// Tokens are estimated. For a model without a tokenizer, the estimate is the count by another model's vocabulary, scaled by a ratio learned
    /// from calls whose usage was reported; without such a count, it follows from the amount of text and the bytes of its characters. Suitable
    /// for planning, not for billing.
    /// </summary>
    public const string Estimate = "estimate";

    /// <summary>No figure: the call is only counted in <c>llm.usage.missing</c>.</summary>
    public const string None = "none";
}
