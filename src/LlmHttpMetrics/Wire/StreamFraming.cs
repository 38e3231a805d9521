namespace LlmHttpMetrics.Wire;

/// <summary>How a format frames its streams; server-sent events are accepted for each of them.</summary>
internal enum StreamFraming : byte
{
    ServerSentEvents,

    /// <summary>A JSON document per line.</summary>
    JsonLines,

    /// <summary>One JSON array, each element an event.</summary>
    JsonArray,
}
