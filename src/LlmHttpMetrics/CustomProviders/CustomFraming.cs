namespace LlmHttpMetrics.CustomProviders;

/// <summary>
/// How an endpoint frames the answers that it streams. Whatever it is, an answer that comes as one JSON value is read as
/// that.
/// </summary>
public enum CustomFraming
{
    /// <summary>Server-sent events, each with JSON as its data. The default.</summary>
    ServerSentEvents,

    /// <summary>Nothing is streamed: every answer is one JSON value.</summary>
    Json,
}
