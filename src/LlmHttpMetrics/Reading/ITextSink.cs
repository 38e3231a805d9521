using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Reading;

/// <summary>Receives the text of a request or answer as it passes.</summary>
internal interface ITextSink
{
    /// <summary>A piece of text; pieces of one kind and choice follow each other and may split code points.</summary>
    /// <param name="kind">What the text is.</param>
    /// <param name="part">Which text of the request or which choice of the answer it belongs to, counted from zero.</param>
    /// <param name="utf8">The unescaped text, valid during the call only.</param>
    void OnText(TextKind kind, int part, ReadOnlySpan<byte> utf8);
}
