namespace LlmHttpMetrics;

/// <summary>Figures that cannot be right, or are not what they should be: values of <c>llm.anomaly</c> and of <see cref="LlmEvent.Anomalies"/>.</summary>
public static class LlmAnomalies
{
    /// <summary>More tokens than the text has bytes: of the answer that was sent, of a request of text alone, or by a tokenizer of ours.</summary>
    public const string TokensAboveBytes = "tokens_above_bytes";

    /// <summary>More output, its reasoning left out, than the request's limit for each choice allows.</summary>
    public const string OutputAboveMaxTokens = "output_above_max_tokens";

    /// <summary>A count or estimate of ours that should have been good is off by more than half of what the provider reported.</summary>
    public const string FarFromProvider = "far_from_provider";
}
