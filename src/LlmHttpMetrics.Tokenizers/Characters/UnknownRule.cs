namespace LlmHttpMetrics.Tokenizers.Characters;

/// <summary>How characters that are not tokens are handled.</summary>
internal enum UnknownRule
{
    /// <summary>Each of their bytes is a token.</summary>
    Bytes,

    /// <summary>Each of them is the unknown token.</summary>
    Each,

    /// <summary>Consecutive ones are a single unknown token.</summary>
    Fused,
}
