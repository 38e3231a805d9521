namespace LlmHttpMetrics.Insights.Statistics.Slices;

/// <summary>The sources of token figures by the places at which a slice keeps them. The provider's goes first: most have no other.</summary>
internal static class SourceOrder
{
    public static readonly string[] Words = [LlmTokenSources.Provider, LlmTokenSources.Tokenizer, LlmTokenSources.Estimate, LlmTokenSources.CountApi];

    public static int PlaceOf(string source) => Array.IndexOf(Words, source);
}
