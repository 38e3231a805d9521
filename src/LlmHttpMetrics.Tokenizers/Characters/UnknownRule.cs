namespace LlmHttpMetrics.Tokenizers.Characters;

/// <summary>What becomes of characters that are no tokens.</summary>
internal enum UnknownRule
{
    /// <summary>Each of their bytes is a token.</summary>
    Bytes,

    /// <summary>Each is the unknown token.</summary>
    Each,

    /// <summary>Those in a row are one unknown token.</summary>
    Fused,
}
