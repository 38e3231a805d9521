namespace LlmHttpMetrics.MockProviders;

/// <summary>One exchange, as seen by the server. Times are measured from the arrival of the request's headers.</summary>
public sealed record LedgerEntry
{
    /// <summary>The request, body included.</summary>
    public required MockRequest Request { get; init; }

    /// <summary>The provider whose format was used.</summary>
    public MockProvider Provider => Request.Provider;

    /// <summary>The requested operation.</summary>
    public MockOperation Operation => Request.Operation;

    /// <summary>The requested model; <see langword="null"/> if the request named none.</summary>
    public string? RequestModel => Request.Model;

    /// <summary>The model named in the answer; <see langword="null"/> if none was sent.</summary>
    public string? ResponseModel { get; init; }

    /// <summary>The answer's id; <see langword="null"/> if none was sent.</summary>
    public string? ResponseId { get; init; }

    /// <summary>Whether an event stream was started.</summary>
    public bool Streamed { get; init; }

    /// <summary>The HTTP status; 0 if no header was sent.</summary>
    public int Status { get; init; }

    /// <summary>How it ended.</summary>
    public LedgerOutcome Outcome { get; init; }

    /// <summary>The fault that occurred; <see langword="null"/> if there was none.</summary>
    public MockFaultKind? Fault { get; init; }

    /// <summary>The error's code as sent; <see langword="null"/> if there was none.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>The error's type as sent; <see langword="null"/> if there was none.</summary>
    public string? ErrorType { get; init; }

    /// <summary>The last figure of each kind that was sent; <see langword="null"/> if none was.</summary>
    public MockTokens? Tokens { get; init; }

    /// <summary>Whether any figure was sent.</summary>
    public bool UsageSent => Tokens is not null;

    /// <summary>
    /// The number of content events written: deltas of text, reasoning, refusal or tool arguments, but not role deltas, block starts, signatures,
    /// pings and usage; 0 if not streamed.
    /// </summary>
    public int Chunks { get; init; }

    /// <summary>When the request arrived, UTC.</summary>
    public DateTimeOffset ReceivedAt { get; init; }

    /// <summary>When the first content was written (if not streamed, the body); <see langword="null"/> if there was none.</summary>
    public TimeSpan? FirstContentAfter { get; init; }

    /// <summary>When the last content was written; <see langword="null"/> if there was none.</summary>
    public TimeSpan? LastContentAfter { get; init; }

    /// <summary>When the end was about to be written, or when the exchange failed.</summary>
    public TimeSpan EndedAfter { get; init; }
}
