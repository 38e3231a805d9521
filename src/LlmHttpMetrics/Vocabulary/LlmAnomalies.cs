namespace LlmHttpMetrics;

/// <summary>Figures that cannot be right or are not as expected: values of <c>llm.anomaly</c> and of <see cref="LlmEvent.Anomalies"/>.</summary>
public static class LlmAnomalies
{
    /// <summary>
    /// More tokens than the text has bytes: in the answer, in a request that has only text, or in a count by this library's tokenizer.
    /// </summary>
    public const string TokensAboveBytes = "tokens_above_bytes";

    /// <summary>More output, without reasoning, than the request's limit for each choice allows.</summary>
    public const string OutputAboveMaxTokens = "output_above_max_tokens";

    /// <summary>
    /// A count or estimate of this library that was expected to be accurate differs by more than half from the figure that the provider reported.
    /// </summary>
    public const string FarFromProvider = "far_from_provider";
}
