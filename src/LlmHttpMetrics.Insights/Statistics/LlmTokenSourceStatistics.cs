using LlmHttpMetrics.Providers.OpenAi;

namespace LlmHttpMetrics;

/// <summary>Tokens from one source, see <see cref="LlmTokenSources"/>, with their confidence.</summary>
public readonly record struct LlmTokenSourceStatistics
{
    /// <summary>Input tokens.</summary>
    public LlmTokenStatistics InputTokens { get; init; }

    /// <summary>Output tokens.</summary>
    public LlmTokenStatistics OutputTokens { get; init; }

    /// <summary>The number of calls with tokens from this source.</summary>
    public long Calls { get; init; }

    /// <summary>The number of <see cref="Calls"/> whose tokens were reported by the provider or counted with <see cref="LlmTokenMethods.Exact"/>.</summary>
    public long ExactCalls { get; init; }

    /// <summary>
    /// The mean confidence of the figures, from 0 to 1, see <see cref="LlmEvent.TokenConfidence"/>; <see langword="null"/> for the provider's figures, and if
    /// there are none.
    /// </summary>
    public double? Confidence { get; init; }
}
