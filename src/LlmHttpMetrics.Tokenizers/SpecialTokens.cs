namespace LlmHttpMetrics.Tokenizers;

/// <summary>What to do about the text of a special token, such as <c>&lt;|endoftext|&gt;</c>.</summary>
public enum SpecialTokens
{
    /// <summary>It is text as any other. So the services treat what users write.</summary>
    AsText = 0,

    /// <summary>It is the one token it names.</summary>
    Recognize = 1,
}
