namespace LlmHttpMetrics.Tokenizers.Counting;

/// <summary>Whether a space is put before a text that is not empty, so that its first word is treated like the others.</summary>
internal enum PrefixRule
{
    None,
    Always,
    UnlessThere,
}
