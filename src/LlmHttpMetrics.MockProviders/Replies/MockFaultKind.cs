namespace LlmHttpMetrics.MockProviders;

/// <summary>The kinds of faults in a reply; created with the factory methods of <see cref="MockFault"/>.</summary>
public enum MockFaultKind
{
    /// <summary>An HTTP status with an error body.</summary>
    Status,

    /// <summary>An error event inside a stream, or an error body under status 200.</summary>
    ErrorEvent,

    /// <summary>The connection is closed abruptly within the body.</summary>
    Cut,

    /// <summary>The connection is closed abruptly before any header is sent.</summary>
    CutBeforeHeaders,

    /// <summary>Nothing more is sent, within the body.</summary>
    Stall,

    /// <summary>Nothing is sent at all, not even headers.</summary>
    StallBeforeHeaders,

    /// <summary>The JSON is not valid.</summary>
    Malformed,

    /// <summary>The body ends normally, but without its terminal marker.</summary>
    Truncate,
}
