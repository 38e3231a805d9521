namespace LlmHttpMetrics;

/// <summary>What is done where tokens cannot be counted.</summary>
public static class LlmFallbacks
{
    /// <summary>The amount of text is counted instead, as by <see cref="LlmStrategies.Capacity"/>.</summary>
    public const string Capacity = "capacity";

    /// <summary>Tokens are estimated from the amount of text and the bytes of its characters; a figure to plan by, not to bill by.</summary>
    public const string Estimate = "estimate";

    /// <summary>Nothing: the call counts in <c>llm.usage.missing</c> alone.</summary>
    public const string None = "none";
}
