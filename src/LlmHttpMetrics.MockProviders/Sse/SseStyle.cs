namespace LlmHttpMetrics.MockProviders;

/// <summary>How an event stream is framed, within the freedom of its standard, to test a parser.</summary>
public sealed record SseStyle
{
    /// <summary>Line feeds, a space after the colon, nothing else.</summary>
    public static SseStyle Default { get; } = new();

    /// <summary>The line end; default <see cref="SseNewLine.Lf"/>.</summary>
    public SseNewLine NewLine { get; init; }

    /// <summary>Whether a space follows the colon (<c>data: x</c>); default <see langword="true"/>.</summary>
    public bool SpaceAfterColon { get; init; } = true;

    /// <summary>The number of events before which a comment (<c>: keep-alive</c>) is repeated; 0, the default, for none.</summary>
    public int CommentEvery { get; init; }

    /// <summary>Whether the stream begins with a byte order mark; default <see langword="false"/>.</summary>
    public bool ByteOrderMark { get; init; }

    /// <summary>Spaces after the JSON of each data line, 0 to 65,536; default 0.</summary>
    public int Padding { get; init; }

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(CommentEvery);
        ArgumentOutOfRangeException.ThrowIfNegative(Padding);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Padding, 65_536);
    }
}
