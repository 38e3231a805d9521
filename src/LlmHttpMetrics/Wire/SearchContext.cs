namespace LlmHttpMetrics.Wire;

/// <summary>How much of the search results is given to the model, which some providers price.</summary>
internal enum SearchContext : byte
{
    Unknown,
    Low,
    Medium,
    High,
}
