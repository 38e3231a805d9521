namespace LlmHttpMetrics;

/// <summary>A vocabulary file to count tokens with.</summary>
public sealed class LlmTokenizerSettings
{
    /// <summary>The type of the file: <c>tiktoken</c>, <c>huggingface</c> (a <c>tokenizer.json</c>) or <c>sentencepiece</c> (a <c>.model</c>).</summary>
    /// <value>The default is empty, which is not valid.</value>
    public string Type { get; set; } = "";

    /// <summary>The path of the file. It is read when options are validated, and again when they change.</summary>
    /// <value>The default is empty, which is not valid.</value>
    public string Path { get; set; } = "";

    /// <summary>
    /// How text is split into pieces, only for <c>tiktoken</c>, whose files do not specify it: <c>Gpt2</c>, <c>Cl100k</c> (Llama 3),
    /// <c>Cl100kSingleDigits</c> (Qwen 2), <c>O200k</c> or <c>Tekken</c> (Mistral).
    /// </summary>
    /// <value>The default is <see langword="null"/>: <c>Cl100k</c>.</value>
    public string? Pattern { get; set; }

    /// <summary>Patterns for the models that are counted with it, such as <c>llama-3*</c>; not case-sensitive.</summary>
    /// <value>The default is none: it is used where a rule or a scope names it.</value>
    public IList<string> Models { get; } = [];

    /// <summary>The SHA-256 hash that the file must have, in hexadecimal.</summary>
    /// <value>The default is <see langword="null"/>: any hash.</value>
    public string? Sha256 { get; set; }
}
