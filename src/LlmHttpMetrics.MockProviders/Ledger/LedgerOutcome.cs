namespace LlmHttpMetrics.MockProviders;

/// <summary>How an exchange ended, as the server meant it.</summary>
public enum LedgerOutcome
{
    /// <summary>A whole answer with a natural end or tool calls.</summary>
    Completed,

    /// <summary>A whole answer that ended at the token limit.</summary>
    Length,

    /// <summary>A whole answer that ended by the provider's filter; Anthropic's refusals too.</summary>
    ContentFilter,

    /// <summary>An error status, an error event in the stream, or an error body under 200.</summary>
    Error,

    /// <summary>The server cut the connection.</summary>
    Cut,

    /// <summary>The server fell silent; the entry is written when the silence begins.</summary>
    Stalled,

    /// <summary>The body ended in good order without its terminal marker.</summary>
    Truncated,

    /// <summary>An answer that was not streamed was no JSON.</summary>
    Malformed,

    /// <summary>The client went away before the answer was whole, or the server was stopped.</summary>
    ClientGone,
}
