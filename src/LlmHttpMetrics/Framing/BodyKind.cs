namespace LlmHttpMetrics.Framing;

/// <summary>How a body is framed.</summary>
internal enum BodyKind : byte
{
    /// <summary>Only white space has arrived so far.</summary>
    Unknown,
    Json,
    ServerSentEvents,

    /// <summary>A JSON document per line.</summary>
    JsonLines,

    /// <summary>One JSON array whose elements are events.</summary>
    JsonArray,

    /// <summary>The frames of an AWS event stream.</summary>
    EventStream,

    /// <summary>None of these: audio, HTML, plain text.</summary>
    Opaque,
}
