namespace LlmHttpMetrics.Text.Redaction;

/// <summary>How much text is captured and what is taken out of it, copied from the options.</summary>
/// <param name="options">The options.</param>
/// <param name="maxRetained">Bytes that may be kept of a call.</param>
/// <param name="isShared">Others keep text of calls as well.</param>
internal sealed class ContentRules(LlmContentCaptureOptions options, int maxRetained, bool isShared)
{
    private const string Key = "[key]";

    /// <summary>Bytes of the request's text; 0 for none.</summary>
    public int MostInput { get; } = options.Input ? Math.Min(options.MaxLength, maxRetained / (isShared ? 8 : 2)) : 0;

    /// <summary>Bytes of the answer's text; 0 for none.</summary>
    public int MostOutput { get; } = options.Output ? Math.Min(options.MaxLength, maxRetained / (isShared ? 8 : 4)) : 0;

    public bool RedactKeys { get; } = options.RedactKeys;

    public bool RedactEmailAddresses { get; } = options.RedactEmailAddresses;

    public bool RedactCardNumbers { get; } = options.RedactCardNumbers;

    public Func<string, string?>? Redactor { get; } = options.Redactor;

    /// <summary>The text without what the rules name; null where nothing of it may be kept.</summary>
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
