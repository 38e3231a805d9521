namespace LlmHttpMetrics.MockProviders;

/// <summary>What goes wrong in a reply; made with the factories of <see cref="MockFault"/>.</summary>
public enum MockFaultKind
{
    /// <summary>An HTTP status with an error body.</summary>
    Status,

    /// <summary>An error event inside a stream, or an error body under status 200.</summary>
    ErrorEvent,

    /// <summary>The connection is cut within the body.</summary>
    Cut,

    /// <summary>The connection is cut before any header is sent.</summary>
    CutBeforeHeaders,

    /// <summary>Nothing more comes, within the body.</summary>
    Stall,

    /// <summary>Nothing comes at all, not even headers.</summary>
    StallBeforeHeaders,

    /// <summary>JSON that is none.</summary>
    Malformed,

    /// <summary>The body ends in good order without its terminal marker.</summary>
    Truncate,
}
