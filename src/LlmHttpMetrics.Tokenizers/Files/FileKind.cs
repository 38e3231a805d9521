namespace LlmHttpMetrics.Tokenizers.Files;

/// <summary>Detects the kind of a vocabulary file from its first bytes.</summary>
internal static class FileKind
{
    public const string Tiktoken = "a .tiktoken file";
    public const string HuggingFace = "a tokenizer.json";
    public const string SentencePiece = "a SentencePiece model";

    public static void Expect(string expected, ReadOnlySpan<byte> file)
    {
        var actual = Of(file);
        if (actual is not null && actual != expected)
        {
            throw new VocabularyException(1, $"This is not {expected}; it looks like {actual}.");
        }
    }

    private static string? Of(ReadOnlySpan<byte> file)
    {
        var text = file.TrimStart("\uFEFF \r\n\t"u8);
        if (text.IsEmpty)
        {
            return null;
        }

        // A model begins with the field of its first piece, whose own first field is a string.
        return file[0] == 0x0A && file.Length > 2 && file[2] == 0x0A ? SentencePiece
            : text[0] == '{' ? HuggingFace
            : char.IsAsciiLetterOrDigit((char)text[0]) || text[0] is (byte)'+' or (byte)'/' or (byte)'=' ? Tiktoken
            : null;
    }
}
