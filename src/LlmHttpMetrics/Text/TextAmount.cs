using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Text;

/// <summary>How much text there was, whether it could be held or not.</summary>
internal readonly record struct TextAmount(long Characters, long Bytes)
{
    /// <summary>All that the caller sent and that could be held.</summary>
    public static TextAmount OfRequest(TextTally text) =>
        Sum(text, TextKind.Input, TextKind.Name, TextKind.Tools, TextKind.ToolChoice, TextKind.ToolCalls, TextKind.AnswerSchema);

    /// <summary>All that the model wrote and sent.</summary>
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
