using LlmHttpMetrics.Providers.OpenAi;

namespace LlmHttpMetrics;

/// <summary>Tokens whose figures came from one source, see <see cref="LlmTokenSources"/>, and how far they may be trusted.</summary>
public readonly record struct LlmTokenSourceStatistics
{
    /// <summary>Input tokens.</summary>
    public LlmTokenStatistics InputTokens { get; init; }

    /// <summary>Output tokens.</summary>
    public LlmTokenStatistics OutputTokens { get; init; }

    /// <summary>Calls of which there are figures from this source.</summary>
    public long Calls { get; init; }

    /// <summary>Of <see cref="Calls"/>, those whose figures are the provider's or a count by <see cref="LlmTokenMethods.Exact"/>.</summary>
    public long ExactCalls { get; init; }

    /// <summary>
    /// How far the figures may be trusted, from 0 to 1: the mean of <see cref="LlmEvent.TokenConfidence"/>; <see langword="null"/> for the
    /// provider's, and where there are none.
    /// </summary>
    public double? Confidence { get; init; }
}
