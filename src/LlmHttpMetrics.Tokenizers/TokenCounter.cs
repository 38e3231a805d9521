using LlmHttpMetrics.Tokenizers.Counting;

namespace LlmHttpMetrics.Tokenizers;

/// <summary>
/// Counts text that arrives in parts, split anywhere, including within characters: the count is that of the whole text. Only the unfinished piece is
/// kept, which usually is a word. Not thread-safe.
/// </summary>
public sealed class TokenCounter : IDisposable
{
    /// <summary>The length in bytes, 64 KiB, at which an unfinished piece is cut.</summary>
    public const int MaxPieceBytes = 1 << 16;

    private TextFeed _feed;

    internal TokenCounter(TextScanner scanner)
    {
        _feed = new TextFeed(scanner, MaxPieceBytes);
    }

    /// <summary>The number of tokens of the text so far, as if it ended here.</summary>
    public long Count => _feed.Total();

    /// <summary>
    /// Whether a piece was longer than <see cref="MaxPieceBytes"/>, so that it was cut and the count may be off by some tokens.
    /// </summary>
    public bool IsApproximate => _feed.HasCut;

    /// <summary>Adds text. Surrogate pairs can be split.</summary>
    public void Append(ReadOnlySpan<char> text) => _feed.Append(text);

    /// <summary>Adds text as UTF-8. Characters can be split.</summary>
    public void AppendUtf8(ReadOnlySpan<byte> utf8) => _feed.AppendUtf8(utf8);

    /// <summary>Resets the counter.</summary>
    public void Reset() => _feed.Reset();

    /// <summary>Returns the memory. The counter starts again if it is used afterwards.</summary>
    public void Dispose()
    {
        _feed.Reset();
        _feed.Release();
    }
}
