namespace LlmHttpMetrics.Tokenizers.Monitoring;

/// <summary>What decides what a vocabulary file makes: read again only where one of it has changed.</summary>
internal sealed record FileKey(string Type, string Path, string? Pattern, string? Sha256, DateTime Written)
{
    /// <summary>The settings are the same, whatever has become of the file.</summary>
    public bool IsSetAs(FileKey other) => this with { Written = other.Written } == other;

    public static FileKey Of(LlmTokenizerSettings settings) => new(
        settings.Type,
        settings.Path,
        settings.Pattern,
        settings.Sha256,
        string.IsNullOrEmpty(settings.Path) ? default : File.GetLastWriteTimeUtc(settings.Path));
}
