namespace LlmHttpMetrics.Wire;

/// <summary>How much of what a search finds is given to the model, which some providers price.</summary>
internal enum SearchContext : byte
{
    Unknown,
    Low,
    Medium,
    High,
}
