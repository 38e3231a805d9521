namespace LlmHttpMetrics.CustomProviders;

/// <summary>
/// How an endpoint frames the answers that it streams. Server-sent events are always accepted, and an answer that is one JSON value is read as
/// such.
/// </summary>
public enum CustomFraming
{
    /// <summary>Server-sent events, each with JSON as its data. The default.</summary>
    ServerSentEvents,

    /// <summary>Nothing is streamed: every answer is one JSON value.</summary>
    Json,

    /// <summary>A JSON value per line (NDJSON), if a stream was requested.</summary>
    JsonLines,

    /// <summary>One JSON array, each element an event.</summary>
    JsonArray,

    /// <summary>The frames of an AWS event stream, each with JSON as its payload; the <c>:event-type</c> header is the event's name.</summary>
    AwsEventStream,
}
