namespace LlmHttpMetrics.Calls;

/// <summary>Tokens of a call that became known after it ended, and their source.</summary>
internal sealed record LateTokens
{
    /// <summary>Input tokens, including cached ones; null if not known.</summary>
    public long? Input { get; init; }

    /// <summary>Output tokens, including reasoning; null if not known.</summary>
    public long? Output { get; init; }

    public long? CachedInput { get; init; }

    public long? CacheWrite { get; init; }

    public long? Reasoning { get; init; }

    /// <summary>A value of <see cref="LlmTokenSources"/>.</summary>
    public string Source { get; init; } = LlmTokenSources.Provider;

    /// <summary>From 0 to 1; null for the provider's figures.</summary>
    public double? Confidence { get; init; }

    /// <summary>The source of the output tokens, if it differs from that of the input tokens.</summary>
    public string? OutputSource { get; init; }

    public double? OutputConfidence { get; init; }

    /// <summary>The name of the tokenizer; null if no tokenizer counted.</summary>
    public string? Tokenizer { get; init; }

    public string? TokenizerVersion { get; init; }

    /// <summary>How the tokens were counted; null for the provider's figures.</summary>
    public CountMethod? Method { get; init; }

    /// <summary>The less reliable of the two sources, which determines how reliable a cost based on them is.</summary>
    public string WeakestSource => OutputSource is { } output && TokenWords.IsWeaker(output, Source) ? output : Source;

    /// <summary>Whether these are figures of the provider, or exact counts by a tokenizer.</summary>
    public bool IsExact => Source == LlmTokenSources.Provider || (Source == LlmTokenSources.Tokenizer && Method == CountMethod.Exact);
}
