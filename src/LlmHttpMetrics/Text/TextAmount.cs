using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Text;

/// <summary>The amount of text, whether it was buffered or not.</summary>
internal readonly record struct TextAmount(long Characters, long Bytes)
{
    /// <summary>The text that the caller sent, of the kinds that can be buffered.</summary>
    public static TextAmount OfRequest(TextTally text) =>
        Sum(text, TextKind.Input, TextKind.Name, TextKind.Tools, TextKind.ToolChoice, TextKind.ToolCalls, TextKind.AnswerSchema);

    /// <summary>The text that the model generated and sent.</summary>
    public static TextAmount OfAnswer(TextTally? text) =>
        text is null ? default : Sum(text, TextKind.Answer, TextKind.Reasoning, TextKind.Refusal, TextKind.ToolArguments);

    private static TextAmount Sum(TextTally text, params ReadOnlySpan<TextKind> kinds)
    {
        var (characters, bytes) = (0L, 0L);
        foreach (var kind in kinds)
        {
            characters += text.Characters(kind);
            bytes += text.Bytes(kind);
        }

        return new(characters, bytes);
    }
}
