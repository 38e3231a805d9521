namespace LlmHttpMetrics;

/// <summary>What is done where tokens cannot be counted.</summary>
public static class LlmFallbacks
{
    /// <summary>The amount of text is counted instead, as by <see cref="LlmStrategies.Capacity"/>.</summary>
    public const string Capacity = "capacity";

    /// <summary>
    /// Tokens are estimated: for a model without a tokenizer from the count by another's vocabulary, as its calls with usage have taught; for
    /// want of a count from the amount of text and the bytes of its characters. A figure to plan by, not to bill by.
    /// </summary>
    public const string Estimate = "estimate";

    /// <summary>Nothing: the call counts in <c>llm.usage.missing</c> alone.</summary>
    public const string None = "none";
}
