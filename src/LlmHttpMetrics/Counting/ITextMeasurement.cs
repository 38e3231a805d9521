namespace LlmHttpMetrics;

/// <summary>
/// The measurement of one call by an <see cref="IMeasurementStrategy"/>. It receives the texts one after the other, those of the request first, and
/// is completed at the end.
/// </summary>
public interface ITextMeasurement
{
    /// <summary>A text that the caller sent: a message, an instruction, a prompt or a part of one.</summary>
    /// <param name="utf8">
    /// The whole text in UTF-8, valid during the call only. A text that exceeds the limit is cut, possibly within a character (
    /// <see cref="LlmMeasuredCall.IsTextCut"/>).
    /// </param>
    void OnInput(ReadOnlySpan<byte> utf8);

    /// <summary>A text that the model sent, as far as it was received: a choice, its reasoning, or the arguments of a tool call.</summary>
    /// <param name="kind">The kind of text; the visible text of the answer is <see cref="LlmOutputKind.Answer"/>.</param>
    /// <param name="utf8">As for <see cref="OnInput"/>.</param>
    void OnOutput(LlmOutputKind kind, ReadOnlySpan<byte> utf8);

    /// <summary>Ends the measurement.</summary>
    /// <returns>
    /// Its values by name: finite numbers, at most 32. Other values and any beyond that number are left out and counted in
    /// <c>llm.measurement.failures</c>. The names become values of a tag, so they should be few and the same for every call.
    /// </returns>
    IReadOnlyDictionary<string, double> Complete();
}
