namespace LlmHttpMetrics;

/// <summary>Where a token figure came from: the values of <see cref="LlmEvent.TokenSource"/> and of <c>llm.token.source</c>.</summary>
public static class LlmTokenSources
{
    /// <summary>The provider reported it. Exact, as far as it bills by it.</summary>
    public const string Provider = "provider";

    /// <summary>Counted here, by a tokenizer.</summary>
    public const string Tokenizer = "tokenizer";

    /// <summary>The provider was asked to count.</summary>
    public const string CountApi = "count_api";

    /// <summary>Estimated from the text, or from the amount of it. A figure to plan by, not to bill by.</summary>
    public const string Estimate = "estimate";
}
