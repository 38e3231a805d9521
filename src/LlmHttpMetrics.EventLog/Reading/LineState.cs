namespace LlmHttpMetrics.EventLog.Reading;

/// <summary>What is known of a line.</summary>
internal enum LineState
{
    /// <summary>It has its line break.</summary>
    Whole,

    /// <summary>The text ends without a line break.</summary>
    Torn,

    /// <summary>It is longer than lines may be. Its text is not there; where it comes in pieces, this is the last of them.</summary>
    TooLong,

    /// <summary>It is longer than lines may be and comes in pieces, of which this is one.</summary>
    Part,
}
