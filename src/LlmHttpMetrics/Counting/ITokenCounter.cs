namespace LlmHttpMetrics;

/// <summary>
/// Counts the tokens of text with one vocabulary. It is called on a background thread after the call has ended, so a fault or a delay affects nothing
/// but the count. If registered as a service, it is used where a rule or a call's scope names it; an <see cref="ITokenCounterSource"/> finds it by
/// the model.
/// </summary>
public interface ITokenCounter
{
    /// <summary>The name, as used in <c>llm.tokenizer</c> and in settings, such as <c>o200k_base</c>.</summary>
    string Name { get; }

    /// <summary>The version of the vocabulary and its rules; written to the event.</summary>
    string Version { get; }

    /// <summary>Counts the tokens of a text.</summary>
    /// <param name="utf8">The text in UTF-8, valid during the call only. It may end within a character if it had to be cut.</param>
    /// <returns>The number of tokens.</returns>
    long Count(ReadOnlySpan<byte> utf8);
}
