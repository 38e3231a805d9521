
namespace LlmHttpMetrics.Text.Redaction;

/// <summary>The end of a text that was cut somewhere.</summary>
internal static class CutEnd
{
    /// <summary>
    /// The text without its last word, and without digits before it: half an address, key or number is not recognized, and must not remain for
    /// that reason.
    /// </summary>
    public static string WithoutUnfinished(string text)
    {
        var end = text.Length;
        while (end > 0 && !char.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        while (end > 0 && (char.IsAsciiDigit(text[end - 1]) || text[end - 1] == '-' || char.IsWhiteSpace(text[end - 1])))
        {
            end--;
        }

        return text[..end];
    }
}
