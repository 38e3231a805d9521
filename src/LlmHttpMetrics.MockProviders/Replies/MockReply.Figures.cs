namespace LlmHttpMetrics.MockProviders;

public sealed partial record MockReply
{
    /// <summary>Whether the figures are sent.</summary>
    /// <value>The default is <see cref="MockProviders.SendUsage.WhenAsked"/>.</value>
    public SendUsage SendUsage { get; init; }

    /// <summary>Input tokens, including cached ones, not negative.</summary>
    /// <value>
    /// The default, <see langword="null"/>, counts the words of the request. If the request does not have more words than are cached or written
    /// to a cache, the cached figures are added. The audio figure is added in any case.
    /// </value>
    public long? InputTokens { get; init; }

    /// <summary>Output tokens of all choices, including reasoning, not negative.</summary>
    /// <value>The default, <see langword="null"/>, counts the words of the answer and adds the reasoning and audio figures.</value>
    public long? OutputTokens { get; init; }

    /// <summary>Input tokens read from a cache, not negative, part of the input; default 0.</summary>
    public long CachedTokens { get; init; }

    /// <summary>
    /// Input tokens written to a cache for five minutes, not negative, part of the input; default 0. Responses reports them without a lifetime, Chat
    /// Completions does not report them.
    /// </summary>
    public long CacheWrite5mTokens { get; init; }

    /// <summary>Input tokens written to a cache for an hour, not negative, part of the input; default 0. Only Anthropic reports them separately.</summary>
    public long CacheWrite1hTokens { get; init; }

    /// <summary>Reasoning tokens, not negative, part of the output.</summary>
    /// <value>The default, <see langword="null"/>, counts the words of <see cref="Reasoning"/>.</value>
    public long? ReasoningTokens { get; init; }

    /// <summary>Audio tokens within the input, not negative; default 0. Chat Completions only.</summary>
    public long AudioInputTokens { get; init; }

    /// <summary>Audio tokens within the output, not negative; default 0. Chat Completions only.</summary>
    public long AudioOutputTokens { get; init; }

    /// <summary>Predicted tokens that were used, not negative; default 0. Chat Completions only.</summary>
    public long AcceptedPredictionTokens { get; init; }

    /// <summary>Predicted tokens that were billed but not used, not negative; default 0. Chat Completions only.</summary>
    public long RejectedPredictionTokens { get; init; }
}
