using LlmHttpMetrics.Tokenizers.Files;
using LlmHttpMetrics.Tokenizers.Merging;
using LlmHttpMetrics.Tokenizers.Vocabularies;

namespace LlmHttpMetrics.Tokenizers;

/// <summary>Creates tokenizers from vocabulary files. A file with a feature that is not supported is refused; no feature is ever ignored.</summary>
public static class TokenizerFile
{
    /// <inheritdoc cref="ReadTiktoken"/>
    /// <param name="path">The file.</param>
    /// <param name="options">The properties that the file does not contain.</param>
    public static Tokenizer LoadTiktoken(string path, TiktokenOptions options)
    {
        using var file = File.OpenRead(path);
        return ReadTiktoken(file, options);
    }

    /// <summary>Reads a <c>.tiktoken</c> file of ranks, as published for Llama 3, Qwen and OpenAI's models.</summary>
    /// <param name="file">The file.</param>
    /// <param name="options">The properties that the file does not contain.</param>
    /// <exception cref="VocabularyException">The file is refused; the exception says where and why.</exception>
    public static Tokenizer ReadTiktoken(Stream file, TiktokenOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var merges = TiktokenFile.Read(ReadAll(file), options.SpecialTokens.Values, options.Sha256);
        return new BpeTokenizer(options.Name, new BpeVocabulary(merges), options.Pattern, options.SpecialTokens);
    }

    /// <inheritdoc cref="ReadHuggingFace"/>
    /// <param name="path">The file.</param>
    /// <param name="name">The name of the tokenizer; the default is the name of the file.</param>
    public static Tokenizer LoadHuggingFace(string path, string? name = null)
    {
        using var file = File.OpenRead(path);
        return ReadHuggingFace(file, name ?? Path.GetFileNameWithoutExtension(path));
    }

    /// <summary>
    /// Reads a <c>tokenizer.json</c> of Hugging Face: byte-level BPE with a known pattern, or BPE and Unigram based on characters with Metaspace.
    /// Added tokens count as special tokens.
    /// </summary>
    /// <param name="file">The file.</param>
    /// <param name="name">The name of the tokenizer.</param>
    /// <exception cref="VocabularyException">The file is refused; the exception says where and why.</exception>
    public static Tokenizer ReadHuggingFace(Stream file, string name) => HuggingFaceFile.Read(ReadAll(file), name);

    /// <inheritdoc cref="ReadSentencePiece"/>
    /// <param name="path">The file.</param>
    /// <param name="name">The name of the tokenizer; the default is the name of the file.</param>
    public static Tokenizer LoadSentencePiece(string path, string? name = null)
    {
        using var file = File.OpenRead(path);
        return ReadSentencePiece(file, name ?? Path.GetFileNameWithoutExtension(path));
    }

    /// <summary>Reads a <c>.model</c> of SentencePiece: BPE or Unigram, with or without byte fallback.</summary>
    /// <param name="file">The file.</param>
    /// <param name="name">The name of the tokenizer.</param>
    /// <exception cref="VocabularyException">The file is refused; the exception says where and why.</exception>
    public static Tokenizer ReadSentencePiece(Stream file, string name) => SentencePieceFile.Read(ReadAll(file), name);

    private static byte[] ReadAll(Stream file)
    {
        ArgumentNullException.ThrowIfNull(file);
        using var copy = new MemoryStream();
        file.CopyTo(copy);
        return copy.ToArray();
    }
}
