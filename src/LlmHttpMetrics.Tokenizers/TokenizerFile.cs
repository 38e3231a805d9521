using LlmHttpMetrics.Tokenizers.Files;
using LlmHttpMetrics.Tokenizers.Merging;
using LlmHttpMetrics.Tokenizers.Vocabularies;

namespace LlmHttpMetrics.Tokenizers;

/// <summary>Makes tokenizers from vocabulary files of yours. What a file has that is not supported is refused, never left out.</summary>
public static class TokenizerFile
{
    /// <inheritdoc cref="ReadTiktoken"/>
    /// <param name="path">The file.</param>
    /// <param name="options">What the file does not say of itself.</param>
    public static Tokenizer LoadTiktoken(string path, TiktokenOptions options)
    {
        using var file = File.OpenRead(path);
        return ReadTiktoken(file, options);
    }

    /// <summary>A <c>.tiktoken</c> file of ranks, as Llama 3, Qwen and OpenAI publish them.</summary>
    /// <param name="file">The file.</param>
    /// <param name="options">What the file does not say of itself.</param>
    /// <exception cref="VocabularyException">The file is refused; the exception says where and why.</exception>
    public static Tokenizer ReadTiktoken(Stream file, TiktokenOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var merges = TiktokenFile.Read(ReadAll(file), options.SpecialTokens.Values, options.Sha256);
        return new BpeTokenizer(options.Name, new BpeVocabulary(merges), options.Pattern, options.SpecialTokens);
    }

    /// <inheritdoc cref="ReadHuggingFace"/>
    /// <param name="path">The file.</param>
    /// <param name="name">The name of the tokenizer; that of the file by default.</param>
    public static Tokenizer LoadHuggingFace(string path, string? name = null)
    {
        using var file = File.OpenRead(path);
        return ReadHuggingFace(file, name ?? Path.GetFileNameWithoutExtension(path));
    }

    /// <summary>
    /// A <c>tokenizer.json</c> of Hugging Face: BPE of bytes with a known pattern, BPE and Unigram of characters with Metaspace.
    /// Added tokens count as special ones.
    /// </summary>
    /// <param name="file">The file.</param>
    /// <param name="name">The name of the tokenizer.</param>
    /// <exception cref="VocabularyException">The file is refused; the exception says where and why.</exception>
    public static Tokenizer ReadHuggingFace(Stream file, string name) => HuggingFaceFile.Read(ReadAll(file), name);

    /// <inheritdoc cref="ReadSentencePiece"/>
    /// <param name="path">The file.</param>
    /// <param name="name">The name of the tokenizer; that of the file by default.</param>
    public static Tokenizer LoadSentencePiece(string path, string? name = null)
    {
        using var file = File.OpenRead(path);
        return ReadSentencePiece(file, name ?? Path.GetFileNameWithoutExtension(path));
    }

    /// <summary>A <c>.model</c> of SentencePiece: BPE or Unigram, with byte fallback or without.</summary>
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
