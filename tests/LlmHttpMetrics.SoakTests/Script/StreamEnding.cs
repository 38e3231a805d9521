namespace LlmHttpMetrics.SoakTests.Script;

/// <summary>How a stream ends.</summary>
internal enum StreamEnding
{
    /// <summary>Whole, read to its end.</summary>
    Completed,

    /// <summary>Whole, but cut at the token limit.</summary>
    Length,

    /// <summary>Whole, but filtered.</summary>
    ContentFilter,

    /// <summary>By an error event.</summary>
    ErrorEvent,

    /// <summary>By an error status before it began.</summary>
    ErrorStatus,

    /// <summary>The server cuts the connection.</summary>
    Cut,

    /// <summary>In good order, but too early.</summary>
    Truncated,

    /// <summary>The caller disposes of the response midway.</summary>
    Disposed,

    /// <summary>The caller's token fires while a read waits.</summary>
    Cancelled,

    /// <summary>The caller's token fires before there are headers.</summary>
    CancelledBeforeHeaders,

    /// <summary>The caller's token fires once the client's timeout has elapsed.</summary>
    TimedOut,

    /// <summary>The caller forgets the response midway and leaves it to the collector.</summary>
    Dropped,

    /// <summary>Completed, after a first attempt that failed below the caller.</summary>
    Retried,
}
