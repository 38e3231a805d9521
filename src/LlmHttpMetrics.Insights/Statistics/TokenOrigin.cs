using LlmHttpMetrics.Providers.Catalogue;

namespace LlmHttpMetrics.Insights.Statistics;

/// <summary>Where token figures came from.</summary>
/// <param name="Source">One of <see cref="LlmTokenSources"/>.</param>
/// <param name="Confidence">How far they may be trusted, from 0 to 1; null for the provider's.</param>
/// <param name="IsExact">They are the provider's, or counted exactly.</param>
internal readonly record struct TokenOrigin(string Source, double? Confidence, bool IsExact)
{
    public static TokenOrigin Provider { get; } = new(LlmTokenSources.Provider, Confidence: null, IsExact: true);
}
