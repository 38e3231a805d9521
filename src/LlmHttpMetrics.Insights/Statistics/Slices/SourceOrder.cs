namespace LlmHttpMetrics.Insights.Statistics.Slices;

/// <summary>The order in which a slice stores token sources. The provider comes first, because most slices have no other.</summary>
internal static class SourceOrder
{
    public static readonly string[] Words = [LlmTokenSources.Provider, LlmTokenSources.Tokenizer, LlmTokenSources.Estimate, LlmTokenSources.CountApi];

    public static int PlaceOf(string source) => Array.IndexOf(Words, source);
}
