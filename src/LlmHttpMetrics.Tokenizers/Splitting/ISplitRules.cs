namespace LlmHttpMetrics.Tokenizers.Splitting;

/// <summary>A way to split text. Implemented by empty structs, so that each use is compiled for its rules.</summary>
internal interface ISplitRules
{
    /// <summary>
    /// The end of the piece that begins at <paramref name="start"/>; its complement if bytes after <paramref name="end"/> can change it. The text is
    /// valid UTF-8.
    /// </summary>
    static abstract int PieceEnd(ref byte text, int start, int end);

    /// <summary>
    /// Among the first 64 bytes of the text, those at which pieces begin, including the first and without those that later bytes determine. Only the
    /// first bit if the fast path does not apply.
    /// </summary>
    static abstract ulong Starts(ref byte text, int available);
}
