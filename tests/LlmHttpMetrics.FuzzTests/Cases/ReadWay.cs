namespace LlmHttpMetrics.FuzzTests.Cases;

/// <summary>How the caller reads an answer.</summary>
public enum ReadWay
{
    /// <summary>Into a span, or asynchronously into memory.</summary>
    Span,

    /// <summary>Into an array with an offset.</summary>
    Array,

    /// <summary>One byte at a time, or by begin and end.</summary>
    Byte,

    /// <summary>By the stream's copy.</summary>
    Copy,

    /// <summary>By the content's copy.</summary>
    ContentCopy,

    /// <summary>Through a buffer of the content.</summary>
    Buffered,
}
