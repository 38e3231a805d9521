namespace LlmHttpMetrics.Tokenizers.Splitting;

/// <summary>One way to cut text. Implemented by empty structs, so that every use is compiled for its rules.</summary>
internal interface ISplitRules
{
    /// <summary>
    /// The end of the piece that begins at <paramref name="start"/>; its complement where bytes after <paramref name="end"/> could
    /// change it. The text is valid UTF-8.
    /// </summary>
    static abstract int PieceEnd(ref byte text, int start, int end);

    /// <summary>
    /// Of a piece's first 64 bytes those where pieces begin, the first included and those left out that later bytes decide. Only
    /// the first bit where the shortcut does not apply.
    /// </summary>
    static abstract ulong Starts(ref byte text, int available);
}
