namespace LlmHttpMetrics;

/// <summary>A vocabulary file to count tokens with.</summary>
public sealed class LlmTokenizerSettings
{
    /// <summary>What the file is: <c>tiktoken</c>, <c>huggingface</c> (a <c>tokenizer.json</c>) or <c>sentencepiece</c> (a <c>.model</c>).</summary>
    /// <value>The default is empty, which is refused.</value>
    public string Type { get; set; } = "";

    /// <summary>The file. It is read when options are checked, and again when they change.</summary>
    /// <value>The default is empty, which is refused.</value>
    public string Path { get; set; } = "";

    /// <summary>
    /// How text is cut into pieces, for <c>tiktoken</c> alone, whose files do not say: <c>Gpt2</c>, <c>Cl100k</c> (Llama 3),
    /// <c>Cl100kSingleDigits</c> (Qwen 2), <c>O200k</c> or <c>Tekken</c> (Mistral).
    /// </summary>
    /// <value>The default is <see langword="null"/>: <c>Cl100k</c>.</value>
    public string? Pattern { get; set; }

    /// <summary>Patterns for the models that count with it, such as <c>llama-3*</c>; letter case does not matter.</summary>
    /// <value>The default is none: it counts where a rule or a scope names it.</value>
    public IList<string> Models { get; } = [];

    /// <summary>The SHA-256 that the file must have, in hexadecimal.</summary>
    /// <value>The default is <see langword="null"/>: any.</value>
    public string? Sha256 { get; set; }
}
