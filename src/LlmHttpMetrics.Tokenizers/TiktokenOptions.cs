namespace LlmHttpMetrics.Tokenizers;

/// <summary>What a <c>.tiktoken</c> file does not say of itself.</summary>
public sealed class TiktokenOptions
{
    /// <summary>The name of the tokenizer.</summary>
    public required string Name { get; init; }

    /// <summary>How text is cut into pieces.</summary>
    public SplitPattern Pattern { get; init; }

    /// <summary>The special tokens. Their ids may fill gaps between the ranks.</summary>
    public IReadOnlyDictionary<string, int> SpecialTokens { get; init; } = new Dictionary<string, int>();

    /// <summary>The hash that the file must have, in hexadecimal; <see langword="null"/> for any.</summary>
    public string? Sha256 { get; init; }
}
