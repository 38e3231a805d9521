namespace LlmHttpMetrics.EventLog.Files;

/// <summary>What a line is to a filter.</summary>
internal enum LineMatch
{
    /// <summary>It is not named.</summary>
    None,

    /// <summary>An event that is named, or a line that cannot be read and has the names in it.</summary>
    Event,

    /// <summary>An amendment of an event that is named.</summary>
    Amendment,
}
