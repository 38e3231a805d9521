namespace LlmHttpMetrics.Tokenizers.Counting;

/// <summary>Counts the tokens of valid UTF-8, piece by piece.</summary>
internal abstract class TextScanner
{
    /// <summary>What is put before the text.</summary>
    public virtual PrefixRule Prefix => PrefixRule.None;

    /// <summary>
    /// Counts the pieces from <paramref name="start"/>, where one begins, as far as they are certain, and stops once the count is
    /// over the limit.
    /// </summary>
    /// <param name="text">The beginning of the text.</param>
    /// <param name="start">Where to begin.</param>
    /// <param name="end">Where the text ends for now, which is after a whole character.</param>
    /// <param name="final">Whether it ends there for good.</param>
    /// <param name="limit">The count past which there is no need to go on.</param>
    /// <param name="count">The count, which is added to.</param>
    /// <returns>Where the first piece begins that was not counted.</returns>
    public abstract int Scan(ref byte text, int start, int end, bool final, long limit, ref long count);

    /// <summary>Adds the ranks of the text's tokens.</summary>
    public abstract void Encode(ReadOnlySpan<byte> text, List<int> ranks);
}
