namespace LlmHttpMetrics;

/// <summary>
/// Compares our figures with the provider's for one model's calls in one direction. Errors are those of single calls, relative to the reported
/// tokens.
/// </summary>
public sealed record LlmMeasurementComparison
{
    /// <summary>The provider, as in <c>gen_ai.provider.name</c>.</summary>
    public required string Provider { get; init; }

    /// <summary>The model that answered, otherwise the requested one; empty if neither is known.</summary>
    public required string Model { get; init; }

    /// <summary><c>input</c> or <c>output</c>.</summary>
    public required string Direction { get; init; }

    /// <summary>
    /// The source of our figures, as in <c>llm.token.source</c>: <c>tokenizer</c> or <c>estimate</c>. It applies to both directions of the last call.
    /// </summary>
    public required string Source { get; init; }

    /// <summary>The tokenizer that counted or that the estimate is based on, for the last call.</summary>
    public required string Tokenizer { get; init; }

    /// <summary>The number of calls that were compared.</summary>
    public required long Calls { get; init; }

    /// <summary>The tokens that the provider reported for them; for output, without reasoning that was not sent.</summary>
    public required long ReportedTokens { get; init; }

    /// <summary>The tokens that we counted or estimated, in each case before learning from the reported figures.</summary>
    public required long OurTokens { get; init; }

    /// <summary>The number of characters (Unicode scalar values) of the text.</summary>
    public required long Characters { get; init; }

    /// <summary>Our total relative to the provider's, minus one: above zero if our figures are too high.</summary>
    public double Bias => ReportedTokens == 0 ? 0 : ((double)OurTokens / ReportedTokens) - 1;

    /// <summary>The mean error of a call.</summary>
    public required double MeanError { get; init; }

    /// <summary>The 95th percentile of the errors of the last 256 calls.</summary>
    public required double P95Error { get; init; }

    /// <summary>The largest error of a call.</summary>
    public required double WorstError { get; init; }

    /// <summary>
    /// Another registered tokenizer whose plain counts had an error at least 20 % lower, over ten or more calls; <see langword="null"/> if there is
    /// none.
    /// </summary>
    public string? SuggestedTokenizer { get; init; }

    /// <summary>The mean error of plain counts by <see cref="SuggestedTokenizer"/>.</summary>
    public double? SuggestedMeanError { get; init; }
}
