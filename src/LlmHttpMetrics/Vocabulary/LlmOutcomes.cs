namespace LlmHttpMetrics;

/// <summary>The values of <c>llm.outcome</c> and <c>llm.attempt.outcome</c>, in their order of precedence.</summary>
public static class LlmOutcomes
{
    /// <summary>A status of 400 or above, an error event in the stream, or an error body with a successful status.</summary>
    public const string Error = "error";

    /// <summary>The call timed out: by the client's timeout, or by one that the exception reports.</summary>
    public const string Timeout = "timeout";

    /// <summary>The caller's cancellation token was canceled.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>The transport failed, or the body ended before the answer did.</summary>
    public const string Broken = "broken";

    /// <summary>The caller disposed or dropped the response before the answer was complete.</summary>
    public const string Abandoned = "abandoned";

    /// <summary>Complete, but withheld or cut off by a content filter.</summary>
    public const string ContentFilter = "content_filter";

    /// <summary>Complete, but cut off at the token limit.</summary>
    public const string Length = "length";

    /// <summary>Complete.</summary>
    public const string Completed = "completed";

    /// <summary>Only for attempts: the attempt that lost in a hedged request.</summary>
    public const string Superseded = "superseded";

    /// <summary>The outcomes that a call can have.</summary>
    internal static readonly string[] OfCalls = [Error, Timeout, Cancelled, Broken, Abandoned, ContentFilter, Length, Completed];
}
