namespace LlmHttpMetrics.Text.Redaction;

/// <summary>How much text is captured and what is redacted, copied from the options.</summary>
/// <param name="options">The options.</param>
/// <param name="maxRetained">The maximum number of bytes that may be kept for a call.</param>
/// <param name="isShared">Whether other features keep the text of calls as well.</param>
internal sealed class ContentRules(LlmContentCaptureOptions options, int maxRetained, bool isShared)
{
    private const string Key = "[key]";

    /// <summary>The maximum number of bytes of the request's text; 0 for none.</summary>
    public int MaxInput { get; } = options.Input ? Math.Min(options.MaxLength, maxRetained / (isShared ? 8 : 2)) : 0;

    /// <summary>The maximum number of bytes of the answer's text; 0 for none.</summary>
    public int MaxOutput { get; } = options.Output ? Math.Min(options.MaxLength, maxRetained / (isShared ? 8 : 4)) : 0;

    public bool RedactKeys { get; } = options.RedactKeys;

    public bool RedactEmailAddresses { get; } = options.RedactEmailAddresses;

    public bool RedactCardNumbers { get; } = options.RedactCardNumbers;

    public Func<string, string?>? Redactor { get; } = options.Redactor;

    /// <summary>The redacted text; null if none of it may be kept.</summary>
    public string? Redact(string text)
    {
        if (RedactKeys)
        {
            text = Redaction.Replace(text, PrivateKeyFinder.Find, Key);
            text = Redaction.Replace(text, KeyFinder.Find, Key);
        }

        if (RedactEmailAddresses)
        {
            text = Redaction.Replace(text, EmailFinder.Find, "[email]");
        }

        if (RedactCardNumbers)
        {
            text = Redaction.Replace(text, CardFinder.Find, "[card]");
        }

        return Redactor is { } redactor ? redactor(text) : text;
    }
}
