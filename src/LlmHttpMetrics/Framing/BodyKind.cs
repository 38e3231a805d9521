namespace LlmHttpMetrics.Framing;

/// <summary>How a body is framed.</summary>
internal enum BodyKind : byte
{
    /// <summary>Nothing but white space has come yet.</summary>
    Unknown,
    Json,
    ServerSentEvents,

    /// <summary>A JSON document per line.</summary>
    JsonLines,

    /// <summary>One JSON array whose elements are events.</summary>
    JsonArray,

    /// <summary>The frames of an AWS event stream.</summary>
    EventStream,

    /// <summary>Neither: audio, HTML, plain text.</summary>
    Opaque,
}
