namespace LlmHttpMetrics.Counting.Tokens;

/// <summary>The provider's figures of a call.</summary>
/// <param name="Input">Input tokens, including cached ones.</param>
/// <param name="Output">Output tokens, including reasoning.</param>
/// <param name="Reasoning">Reasoning tokens, if they are reported separately.</param>
internal readonly record struct ReportedTokens(long? Input, long? Output, long Reasoning)
{
    /// <summary>The output tokens that can be counted, which excludes reasoning that was not sent.</summary>
    public long? Visible(bool showsReasoning) => showsReasoning ? Output : Output - Reasoning;
}
