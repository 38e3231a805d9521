namespace LlmHttpMetrics.EventLog.Files;

/// <summary>The result of matching a line with a filter.</summary>
internal enum LineMatch
{
    /// <summary>The line does not match.</summary>
    None,

    /// <summary>A matching event, or an unreadable line that contains the names.</summary>
    Event,

    /// <summary>An amendment of a matching event.</summary>
    Amendment,
}
