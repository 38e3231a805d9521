namespace LlmHttpMetrics;

/// <summary>The token figures of a call as the provider sent them; what it did not send is <see langword="null"/>.</summary>
public sealed record LlmTokens
{
    /// <summary>Input tokens, cached ones included.</summary>
    public long? Input { get; init; }

    /// <summary>Output tokens, reasoning included.</summary>
    public long? Output { get; init; }

    /// <summary>The provider's total, as sent.</summary>
    public long? Total { get; init; }

    /// <summary>Input tokens read from a cache; part of <see cref="Input"/>.</summary>
    public long? CachedInput { get; init; }

    /// <summary>Input tokens written to a cache; part of <see cref="Input"/>.</summary>
    public long? CacheWrite { get; init; }

    /// <summary>Of those written to a cache, the ones kept for five minutes (Anthropic).</summary>
    public long? CacheWrite5Minutes { get; init; }

    /// <summary>Of those written to a cache, the ones kept for an hour (Anthropic).</summary>
    public long? CacheWrite1Hour { get; init; }

    /// <summary>Reasoning tokens; part of <see cref="Output"/>.</summary>
    public long? Reasoning { get; init; }

    /// <summary>Input tokens that the provider's own tools put into the prompt (Gemini); not part of <see cref="Input"/>.</summary>
    public long? ToolUseInput { get; init; }

    /// <summary>Input tokens of audio; part of <see cref="Input"/>.</summary>
    public long? InputAudio { get; init; }

    /// <summary>Input tokens of images; part of <see cref="Input"/>.</summary>
    public long? InputImage { get; init; }

    /// <summary>Output tokens of audio; part of <see cref="Output"/>.</summary>
    public long? OutputAudio { get; init; }

    /// <summary>Output tokens of images; part of <see cref="Output"/>.</summary>
    public long? OutputImage { get; init; }

    /// <summary>Tokens of a predicted output that were taken over.</summary>
    public long? AcceptedPrediction { get; init; }

    /// <summary>Tokens of a predicted output that were not, and are billed all the same.</summary>
    public long? RejectedPrediction { get; init; }
}
