namespace LlmHttpMetrics;

/// <summary>
/// Counts the tokens of text by one vocabulary. It is called from a background thread, where a fault or a stall of it costs nothing
/// but the figure: the call that it counts for has ended. Registered as a service it counts where a rule or a call's scope names it; an
/// <see cref="ITokenCounterSource"/> finds it by the model.
/// </summary>
public interface ITokenCounter
{
    /// <summary>The name, as <c>llm.tokenizer</c> and the settings have it, such as <c>o200k_base</c>.</summary>
    string Name { get; }

    /// <summary>Which version of the vocabulary and of the rules it is; goes to the event.</summary>
    string Version { get; }

    /// <summary>The number of tokens of a text.</summary>
    /// <param name="utf8">The text in UTF-8, valid during the call only. It may end within a character where it had to be cut off.</param>
    /// <returns>The number of tokens.</returns>
    long Count(ReadOnlySpan<byte> utf8);
}
