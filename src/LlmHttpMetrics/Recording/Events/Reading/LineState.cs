namespace LlmHttpMetrics.Recording.Events.Reading;

/// <summary>What is known of a line.</summary>
internal enum LineState
{
    /// <summary>It has its line break.</summary>
    Whole,

    /// <summary>The text ends without a line break.</summary>
    Torn,

    /// <summary>It is longer than lines may be, and its text is not there.</summary>
    TooLong,
}
