using LlmHttpMetrics.Calls.Anomalies;
using LlmHttpMetrics.Vocabulary;

namespace LlmHttpMetrics.Counting.Tokens;

/// <summary>Tokens that were counted or guessed, and how far they may be trusted.</summary>
/// <param name="Input">Tokens of the request.</param>
/// <param name="Output">Tokens of the answer that came.</param>
/// <param name="Source">A value of <c>llm.token.source</c>.</param>
/// <param name="Counter">Who counted; null where nobody read the text, and where the provider counted.</param>
/// <param name="Method">How, of input and output the weaker.</param>
/// <param name="Confidence">From 0 to 1.</param>
internal readonly record struct TokenCount(long Input, long Output, string Source, ITokenCounter? Counter, CountMethod Method, double Confidence)
{
    /// <summary>How the output was come by, and how far that may be trusted, where it was otherwise than the input.</summary>
    public (string Source, double Confidence)? OfOutput { get; init; }

    /// <summary>What is odd about it.</summary>
    public Anomaly Anomalies { get; init; }
}
