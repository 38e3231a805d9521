namespace LlmHttpMetrics.CustomProviders;

/// <summary>
/// How an endpoint frames the answers that it streams. Whatever it is, server-sent events are understood, and an answer that
/// comes as one JSON value is read as that.
/// </summary>
public enum CustomFraming
{
    /// <summary>Server-sent events, each with JSON as its data. The default.</summary>
    ServerSentEvents,

    /// <summary>Nothing is streamed: every answer is one JSON value.</summary>
    Json,

    /// <summary>A JSON value per line (NDJSON), where a stream was asked for.</summary>
    JsonLines,

    /// <summary>One JSON array, each element an event.</summary>
    JsonArray,

    /// <summary>The frames of an AWS event stream, each with JSON as its payload; <c>:event-type</c> is the event's name.</summary>
    AwsEventStream,
}
