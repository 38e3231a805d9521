namespace LlmHttpMetrics;

/// <summary>The token figures of a call as the provider sent them; a figure that was not sent is <see langword="null"/>.</summary>
public sealed record LlmTokens
{
    /// <summary>Input tokens, including cached ones.</summary>
    public long? Input { get; init; }

    /// <summary>Output tokens, including reasoning.</summary>
    public long? Output { get; init; }

    /// <summary>The provider's total, as sent.</summary>
    public long? Total { get; init; }

    /// <summary>Input tokens read from a cache; part of <see cref="Input"/>.</summary>
    public long? CachedInput { get; init; }

    /// <summary>Input tokens written to a cache; part of <see cref="Input"/>.</summary>
    public long? CacheWrite { get; init; }

    /// <summary>Input tokens written to a cache for five minutes (Anthropic); part of <see cref="CacheWrite"/>.</summary>
    public long? CacheWrite5Minutes { get; init; }

    /// <summary>Input tokens written to a cache for an hour (Anthropic); part of <see cref="CacheWrite"/>.</summary>
    public long? CacheWrite1Hour { get; init; }

    /// <summary>Reasoning tokens; part of <see cref="Output"/>.</summary>
    public long? Reasoning { get; init; }

    /// <summary>Input tokens that the provider's own tools added to the prompt (Gemini); not part of <see cref="Input"/>.</summary>
    public long? ToolUseInput { get; init; }

    /// <summary>Input tokens of audio; part of <see cref="Input"/>.</summary>
    public long? InputAudio { get; init; }

    /// <summary>Input tokens of images; part of <see cref="Input"/>.</summary>
    public long? InputImage { get; init; }

    /// <summary>Output tokens of audio; part of <see cref="Output"/>.</summary>
    public long? OutputAudio { get; init; }

    /// <summary>Output tokens of images; part of <see cref="Output"/>.</summary>
    public long? OutputImage { get; init; }

    /// <summary>Tokens of a predicted output that were accepted.</summary>
    public long? AcceptedPrediction { get; init; }

    /// <summary>Tokens of a predicted output that were rejected, and are billed nevertheless.</summary>
    public long? RejectedPrediction { get; init; }
}
