namespace LlmHttpMetrics;

/// <summary>The source of a token figure: the values of <see cref="LlmEvent.TokenSource"/> and of <c>llm.token.source</c>.</summary>
public static class LlmTokenSources
{
    /// <summary>Reported by the provider. Exact, if the provider bills by it.</summary>
    public const string Provider = "provider";

    /// <summary>Counted locally, by a tokenizer.</summary>
    public const string Tokenizer = "tokenizer";

    /// <summary>Counted by the provider's count endpoint.</summary>
    public const string CountApi = "count_api";

    /// <summary>Estimated from the text or from the amount of text. Suitable for planning, not for billing.</summary>
    public const string Estimate = "estimate";
}
