using LlmHttpMetrics.Providers.Catalogue;

namespace LlmHttpMetrics.Insights.Statistics;

/// <summary>The source of token figures.</summary>
/// <param name="Source">One of <see cref="LlmTokenSources"/>.</param>
/// <param name="Confidence">The confidence, from 0 to 1; null for the provider.</param>
/// <param name="IsExact">Whether the tokens were reported by the provider or counted exactly.</param>
internal readonly record struct TokenOrigin(string Source, double? Confidence, bool IsExact)
{
    public static TokenOrigin Provider { get; } = new(LlmTokenSources.Provider, Confidence: null, IsExact: true);
}
