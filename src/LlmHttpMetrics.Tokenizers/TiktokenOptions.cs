namespace LlmHttpMetrics.Tokenizers;

/// <summary>The properties of a tokenizer that a <c>.tiktoken</c> file does not contain.</summary>
public sealed class TiktokenOptions
{
    /// <summary>The name of the tokenizer.</summary>
    public required string Name { get; init; }

    /// <summary>How text is split into pieces.</summary>
    public SplitPattern Pattern { get; init; }

    /// <summary>The special tokens. Their ids can fill gaps between the ranks.</summary>
    public IReadOnlyDictionary<string, int> SpecialTokens { get; init; } = new Dictionary<string, int>();

    /// <summary>The hash that the file must have, in hexadecimal; <see langword="null"/> for any.</summary>
    public string? Sha256 { get; init; }
}
