namespace LlmHttpMetrics.Vocabulary;

/// <summary>Values of <c>llm.cost.source</c>.</summary>
internal static class CostSources
{
    public const string Provider = "provider";
    public const string Table = "table";
}
