namespace LlmHttpMetrics;

/// <summary>How a token figure that the provider did not report was come by: the values of <see cref="LlmEvent.TokenMethod"/>.</summary>
public static class LlmTokenMethods
{
    /// <summary>All that was sent and came is text, counted with the model's own vocabulary, in a frame that is published and exact.</summary>
    public const string Exact = "exact";

    /// <summary>
    /// Counted with the model's own vocabulary, but some of it is no plain text: tools, their calls, a schema for the answer. What those cost is
    /// fitted to what providers reported.
    /// </summary>
    public const string Formula = "formula";

    /// <summary>Something of it is a guess: images, audio, files, reasoning that is not shown, text too long to be held, or a frame or vocabulary that is not the model's.</summary>
    public const string Estimate = "estimate";
}
