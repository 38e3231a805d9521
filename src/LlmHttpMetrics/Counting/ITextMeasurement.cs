namespace LlmHttpMetrics;

/// <summary>The measurement of one call by an <see cref="IMeasurementStrategy"/>. It is fed texts one after the other, those of the request first, and completed at the end.</summary>
public interface ITextMeasurement
{
    /// <summary>A text that the caller sent: a message, an instruction, a prompt or a part of one.</summary>
    /// <param name="utf8">
    /// The whole text in UTF-8, valid during the call only; one that was longer than may be held ends early, perhaps within a character
    /// (<see cref="LlmMeasuredCall.IsTextCut"/>).
    /// </param>
    void OnInput(ReadOnlySpan<byte> utf8);

    /// <summary>A text that the model sent, as far as it came: that of a choice, its reasoning, the arguments of a tool call.</summary>
    /// <param name="kind">What it is; the visible text of the answer is <see cref="LlmOutputKind.Answer"/>.</param>
    /// <param name="utf8">As for <see cref="OnInput"/>.</param>
    void OnOutput(LlmOutputKind kind, ReadOnlySpan<byte> utf8);

    /// <summary>Ends the measurement.</summary>
    /// <returns>
    /// Its values by name: finite numbers, at most 32. What is none or goes beyond is left out and counted in
    /// <c>llm.measurement.failures</c>. The names become values of a tag, so they should be few and the same for every call.
    /// </returns>
    IReadOnlyDictionary<string, double> Complete();
}
