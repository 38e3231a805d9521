namespace LlmHttpMetrics.Tokenizers.Counting;

/// <summary>Counts the tokens of valid UTF-8, piece by piece.</summary>
internal abstract class TextScanner
{
    /// <summary>The prefix of the text.</summary>
    public virtual PrefixRule Prefix => PrefixRule.None;

    /// <summary>
    /// Counts the pieces from <paramref name="start"/>, where one begins, as far as their ends are certain, and stops once the count exceeds the
    /// limit.
    /// </summary>
    /// <param name="text">The beginning of the text.</param>
    /// <param name="start">Where to begin.</param>
    /// <param name="end">The end of the available text, which is the end of a character.</param>
    /// <param name="final">Whether this is also the end of the whole text.</param>
    /// <param name="limit">The count at which counting can stop.</param>
    /// <param name="count">The count, which is increased.</param>
    /// <returns>The beginning of the first piece that was not counted.</returns>
    public abstract int Scan(ref byte text, int start, int end, bool final, long limit, ref long count);

    /// <summary>Adds the ranks of the text's tokens.</summary>
    public abstract void Encode(ReadOnlySpan<byte> text, List<int> ranks);
}
