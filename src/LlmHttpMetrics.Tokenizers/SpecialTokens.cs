namespace LlmHttpMetrics.Tokenizers;

/// <summary>How the text of a special token, such as <c>&lt;|endoftext|&gt;</c>, is treated.</summary>
public enum SpecialTokens
{
    /// <summary>As ordinary text, which is how the services treat text of their users.</summary>
    AsText = 0,

    /// <summary>As the single token that it names.</summary>
    Recognize = 1,
}
