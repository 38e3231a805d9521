using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Reading;

/// <summary>Receives the text of a request or an answer as it passes.</summary>
internal interface ITextSink
{
    /// <summary>A piece of text; pieces of one kind and choice follow each other and may split code points.</summary>
    /// <param name="kind">The kind of the text.</param>
    /// <param name="part">The index of the text in the request, or of the choice in the answer, from zero.</param>
    /// <param name="utf8">The unescaped text, valid only during the call.</param>
    void OnText(TextKind kind, int part, ReadOnlySpan<byte> utf8);
}
