namespace LlmHttpMetrics.Tokenizers.Monitoring;

/// <summary>Everything that the tokenizer of a vocabulary file depends on: the file is read again only if one of these values has changed.</summary>
internal sealed record FileKey(string Type, string Path, string? Pattern, string? Sha256, DateTime Written)
{
    /// <summary>Whether the settings are the same, even if the file has changed.</summary>
    public bool IsSetAs(FileKey other) => this with { Written = other.Written } == other;

    public static FileKey Of(LlmTokenizerSettings settings) => new(
        settings.Type,
        settings.Path,
        settings.Pattern,
        settings.Sha256,
        string.IsNullOrEmpty(settings.Path) ? default : File.GetLastWriteTimeUtc(settings.Path));
}
