namespace LlmHttpMetrics;

/// <summary>Our figures of one model's calls in one direction beside its provider's. Errors are those of single calls, relative to what was reported.</summary>
public sealed record LlmMeasurementComparison
{
    /// <summary>The provider, as in <c>gen_ai.provider.name</c>.</summary>
    public required string Provider { get; init; }

    /// <summary>The model that answered, else the one asked for; empty where neither is known.</summary>
    public required string Model { get; init; }

    /// <summary><c>input</c> or <c>output</c>.</summary>
    public required string Direction { get; init; }

    /// <summary>Where our figures came from, as in <c>llm.token.source</c>: <c>tokenizer</c> or <c>estimate</c>, which is that of both directions of the last call.</summary>
    public required string Source { get; init; }

    /// <summary>The tokenizer that counted or that the estimate started from, by the last call.</summary>
    public required string Tokenizer { get; init; }

    /// <summary>How many calls were compared.</summary>
    public required long Calls { get; init; }

    /// <summary>Tokens that the provider reported for them; of the output without reasoning that was not sent.</summary>
    public required long ReportedTokens { get; init; }

    /// <summary>Tokens that we counted or estimated before each call's report was learned from.</summary>
    public required long OurTokens { get; init; }

    /// <summary>Characters (Unicode scalar values) of the text: capacity, beside the tokens.</summary>
    public required long Characters { get; init; }

    /// <summary>Ours in total over the provider's, less one: above zero where we say too much.</summary>
    public double Bias => ReportedTokens == 0 ? 0 : ((double)OurTokens / ReportedTokens) - 1;

    /// <summary>The mean error of a call.</summary>
    public required double MeanError { get; init; }

    /// <summary>The error that 95 of 100 calls do not exceed, of the last 256.</summary>
    public required double P95Error { get; init; }

    /// <summary>The worst error of a call.</summary>
    public required double WorstError { get; init; }

    /// <summary>Another registered tokenizer whose plain counts were nearer by a fifth at least, over ten calls and more; <see langword="null"/> where there is none.</summary>
    public string? SuggestedTokenizer { get; init; }

    /// <summary>The mean error of plain counts by <see cref="SuggestedTokenizer"/>.</summary>
    public double? SuggestedMeanError { get; init; }
}
