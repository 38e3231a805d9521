namespace LlmHttpMetrics.Vocabulary;

/// <summary>How reliable a token count is, from the most to the least reliable; a total is as reliable as its least reliable part.</summary>
internal enum CountMethod : byte
{
    Exact,
    Formula,
    Estimate,
}
