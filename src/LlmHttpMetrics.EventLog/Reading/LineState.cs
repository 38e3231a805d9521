namespace LlmHttpMetrics.EventLog.Reading;

/// <summary>The state of a line that was read.</summary>
internal enum LineState
{
    /// <summary>The line ends with a line break.</summary>
    Whole,

    /// <summary>The stream ends without a line break.</summary>
    Torn,

    /// <summary>The line exceeds the maximum length. Its text is not available; if it is read in pieces, this is the last one.</summary>
    TooLong,

    /// <summary>A piece of a line that exceeds the maximum length.</summary>
    Part,
}
