using LlmHttpMetrics.Calls.Anomalies;

namespace LlmHttpMetrics.Counting.Tokens;

/// <summary>Tokens that were counted or estimated, and their confidence.</summary>
/// <param name="Input">Tokens of the request.</param>
/// <param name="Output">Tokens of the answer that was received.</param>
/// <param name="Source">A value of <c>llm.token.source</c>.</param>
/// <param name="Counter">The counter; null if the text was not read, and if the provider counted.</param>
/// <param name="Method">How they were counted; the less accurate method of input and output.</param>
/// <param name="Confidence">From 0 to 1.</param>
internal readonly record struct TokenCount(long Input, long Output, string Source, ITokenCounter? Counter, CountMethod Method, double Confidence)
{
    /// <summary>Source and confidence of the output tokens, if they differ from those of the input tokens.</summary>
    public (string Source, double Confidence)? OfOutput { get; init; }

    /// <summary>Anomalies in the counts.</summary>
    public Anomaly Anomalies { get; init; }
}
