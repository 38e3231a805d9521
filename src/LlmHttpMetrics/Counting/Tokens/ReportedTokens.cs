namespace LlmHttpMetrics.Counting.Tokens;

/// <summary>The provider's figures of a call.</summary>
/// <param name="Input">Input, cached tokens included.</param>
/// <param name="Output">Output, reasoning included.</param>
/// <param name="Reasoning">Its reasoning, where it is told apart.</param>
internal readonly record struct ReportedTokens(long? Input, long? Output, long Reasoning)
{
    /// <summary>What can be counted of the output: reasoning that was not sent cannot.</summary>
    public long? Visible(bool showsReasoning) => showsReasoning ? Output : Output - Reasoning;
}
