namespace LlmHttpMetrics.MockProviders;

/// <summary>How an exchange ended, as intended by the server.</summary>
public enum LedgerOutcome
{
    /// <summary>A complete answer with a natural end or tool calls.</summary>
    Completed,

    /// <summary>A complete answer that ended at the token limit.</summary>
    Length,

    /// <summary>A complete answer that the provider's filter ended; includes Anthropic's refusals.</summary>
    ContentFilter,

    /// <summary>An error status, an error event in the stream, or an error body with status 200.</summary>
    Error,

    /// <summary>The server closed the connection abruptly.</summary>
    Cut,

    /// <summary>The server stopped sending; the entry is written when that begins.</summary>
    Stalled,

    /// <summary>The body ended normally, but without its terminal marker.</summary>
    Truncated,

    /// <summary>An answer that was not streamed was not valid JSON.</summary>
    Malformed,

    /// <summary>The client disconnected before the answer was complete, or the server was stopped.</summary>
    ClientGone,
}
