namespace LlmHttpMetrics;

/// <summary>How a token figure that the provider did not report was obtained: the values of <see cref="LlmEvent.TokenMethod"/>.</summary>
public static class LlmTokenMethods
{
    /// <summary>
    /// Everything sent and received is text, counted with the model's own vocabulary and with message overhead that is published and exact.
    /// </summary>
    public const string Exact = "exact";

    /// <summary>
    /// Counted with the model's own vocabulary, but part of it is not plain text: tools, tool calls, a schema for the answer. The tokens of those
    /// parts are fitted to figures that providers reported.
    /// </summary>
    public const string Formula = "formula";

    /// <summary>
    /// Part of the figure is a guess: images, audio, files, hidden reasoning, text too long to buffer, or a vocabulary or message overhead that
    /// is not the model's own.
    /// </summary>
    public const string Estimate = "estimate";
}
