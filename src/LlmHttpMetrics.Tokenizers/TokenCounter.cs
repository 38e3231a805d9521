using LlmHttpMetrics.Tokenizers.Counting;

namespace LlmHttpMetrics.Tokenizers;

/// <summary>
/// Counts text as it comes, cut anywhere, within characters too: the count is that of the whole. It keeps no text but the
/// unfinished piece, which is a word mostly. For one thread at a time.
/// </summary>
public sealed class TokenCounter : IDisposable
{
    /// <summary>The bytes of a piece past which it is no longer waited for its end: 64 KiB.</summary>
    public const int MaxPieceBytes = 1 << 16;

    private TextFeed _feed;

    internal TokenCounter(TextScanner scanner)
    {
        _feed = new TextFeed(scanner, MaxPieceBytes);
    }

    /// <summary>The tokens of the text so far, as if it ended here.</summary>
    public long Count => _feed.Total();

    /// <summary>
    /// Whether a piece was longer than <see cref="MaxPieceBytes"/>, so that it was cut and the count may be off by some tokens.
    /// </summary>
    public bool IsApproximate => _feed.HasCut;

    /// <summary>Adds text. Surrogate pairs may be cut in two.</summary>
    public void Append(ReadOnlySpan<char> text) => _feed.Append(text);

    /// <summary>Adds text as UTF-8. Characters may be cut.</summary>
    public void AppendUtf8(ReadOnlySpan<byte> utf8) => _feed.AppendUtf8(utf8);

    /// <summary>Begins anew.</summary>
    public void Reset() => _feed.Reset();

    /// <summary>Gives the memory back. The counter begins anew if it is used again.</summary>
    public void Dispose()
    {
        _feed.Reset();
        _feed.Release();
    }
}
