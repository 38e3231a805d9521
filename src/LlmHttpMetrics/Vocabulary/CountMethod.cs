namespace LlmHttpMetrics.Vocabulary;

/// <summary>How far a count of tokens can be relied on; of several the last listed here is that of the whole.</summary>
internal enum CountMethod : byte
{
    Exact,
    Formula,
    Estimate,
}
