using LlmHttpMetrics.Vocabulary;

namespace LlmHttpMetrics.Calls;

/// <summary>Tokens of a call that became known after it had ended, and where they came from.</summary>
internal sealed record LateTokens
{
    /// <summary>Input, cached tokens included; null where it is not known.</summary>
    public long? Input { get; init; }

    /// <summary>Output, reasoning included; null where it is not known.</summary>
    public long? Output { get; init; }

    public long? CachedInput { get; init; }

    public long? CacheWrite { get; init; }

    public long? Reasoning { get; init; }

    /// <summary>A value of <see cref="LlmTokenSources"/>.</summary>
    public string Source { get; init; } = LlmTokenSources.Provider;

    /// <summary>From 0 to 1; null for the provider's figures.</summary>
    public double? Confidence { get; init; }

    /// <summary>Where the output came from, where that is another place than the input's.</summary>
    public string? OutputSource { get; init; }

    public double? OutputConfidence { get; init; }

    /// <summary>The name of the tokenizer; null where none counted.</summary>
    public string? Tokenizer { get; init; }

    public string? TokenizerVersion { get; init; }

    /// <summary>How they were counted; null for the provider's figures.</summary>
    public CountMethod? Method { get; init; }

    /// <summary>The least reliable of the sources, on which a cost made of them rests.</summary>
    public string WeakestSource => OutputSource is { } output && TokenWords.IsWeaker(output, Source) ? output : Source;

    /// <summary>Figures of the provider, or counted exactly by a tokenizer.</summary>
    public bool IsExact => Source == LlmTokenSources.Provider || (Source == LlmTokenSources.Tokenizer && Method == CountMethod.Exact);
}
