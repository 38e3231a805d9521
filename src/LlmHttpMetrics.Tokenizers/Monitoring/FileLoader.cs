using System.Globalization;
using System.Security.Cryptography;

namespace LlmHttpMetrics.Tokenizers.Monitoring;

/// <summary>Creates the counter for a vocabulary file named in the settings, or reports what is wrong with the setting or the file.</summary>
internal static class FileLoader
{
    /// <summary>The maximum size of a file; the largest published ones have about 40 MB.</summary>
    public const long MaxBytes = 256L * 1024 * 1024;

    private const string Tiktoken = "tiktoken";
    private const string HuggingFace = "huggingface";
    private const string SentencePiece = "sentencepiece";

    /// <summary>The number of characters of the file's hash that are used as its version.</summary>
    private const int VersionLength = 12;

    /// <summary>The counter, or the error, which begins with the name of a setting.</summary>
    public static (ITokenCounter? Counter, string? Error) Load(string name, LlmTokenizerSettings settings)
    {
        if (ErrorOf(settings) is { } error)
        {
            return (null, error);
        }

        try
        {
            using var file = File.OpenRead(settings.Path);
            if (file.Length > MaxBytes)
            {
                return (
                    null,
                    string.Create(CultureInfo.InvariantCulture, $"Path is '{settings.Path}', which has {file.Length} bytes; at most {MaxBytes} are read."));
            }

            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            var hash = Convert.ToHexString(SHA256.HashData(bytes));
            return settings.Sha256 is { } expected && !expected.Equals(hash, StringComparison.OrdinalIgnoreCase)
                ? (null, $"Sha256 is '{expected}'; '{settings.Path}' has {hash}.")
                : (new TokenizerCounter(Read(name, settings, new MemoryStream(bytes)), hash[..VersionLength]), null);
        }
        catch (VocabularyException e)
        {
            return (null, $"Path is '{settings.Path}', which is refused: {e.Message}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return (null, $"Path is '{settings.Path}', which cannot be read: {e.Message}");
        }
    }

    private static string? ErrorOf(LlmTokenizerSettings settings)
    {
        if (KindOf(settings) is null)
        {
            return $"Type is '{settings.Type}'; allowed are {Tiktoken}, {HuggingFace}, {SentencePiece}.";
        }

        if (settings.Pattern is { } pattern && (KindOf(settings) != Tiktoken || !IsPattern(pattern)))
        {
            return KindOf(settings) == Tiktoken
                ? $"Pattern is '{pattern}'; allowed are {string.Join(", ", Enum.GetNames<SplitPattern>())}."
                : $"Pattern is '{pattern}'; a file of type {KindOf(settings)} specifies its own pattern.";
        }

        for (var i = 0; i < settings.Models.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(settings.Models[i]))
            {
                return string.Create(CultureInfo.InvariantCulture, $"Models[{i}] is '{settings.Models[i]}'; a pattern is required.");
            }
        }

        return string.IsNullOrWhiteSpace(settings.Path) ? $"Path is '{settings.Path}'; the path of a file is required." : null;
    }

    private static Tokenizer Read(string name, LlmTokenizerSettings settings, MemoryStream file) => KindOf(settings) switch
    {
        Tiktoken => TokenizerFile.ReadTiktoken(file, new TiktokenOptions
        {
            Name = name,
            Pattern = settings.Pattern is { } pattern ? Enum.Parse<SplitPattern>(pattern, ignoreCase: true) : SplitPattern.Cl100k,
        }),
        HuggingFace => TokenizerFile.ReadHuggingFace(file, name),
        _ => TokenizerFile.ReadSentencePiece(file, name),
    };

    private static string? KindOf(LlmTokenizerSettings settings) =>
        Array.Find([Tiktoken, HuggingFace, SentencePiece], kind => kind.Equals(settings.Type, StringComparison.OrdinalIgnoreCase));

    private static bool IsPattern(string pattern) => Enum.GetNames<SplitPattern>().Contains(pattern, StringComparer.OrdinalIgnoreCase);
}
