namespace LlmHttpMetrics;

/// <summary>The values of <c>llm.outcome</c> and <c>llm.attempt.outcome</c>, in their order of precedence.</summary>
public static class LlmOutcomes
{
    /// <summary>A status of 400 or above, an error event in the stream, or an error body under a successful status.</summary>
    public const string Error = "error";

    /// <summary>A timeout ended it: the client's own, or one whose exception says so.</summary>
    public const string Timeout = "timeout";

    /// <summary>The caller's token ended it.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>The transport failed, or the body ended before the answer did.</summary>
    public const string Broken = "broken";

    /// <summary>The caller disposed or dropped the response before the answer was complete.</summary>
    public const string Abandoned = "abandoned";

    /// <summary>Complete, but withheld or cut by a content filter.</summary>
    public const string ContentFilter = "content_filter";

    /// <summary>Complete, but cut at the limit of tokens.</summary>
    public const string Length = "length";

    /// <summary>Complete.</summary>
    public const string Completed = "completed";

    /// <summary>Of attempts alone: the loser of a hedge.</summary>
    public const string Superseded = "superseded";

    /// <summary>Those that a call can have.</summary>
    internal static readonly string[] OfCalls = [Error, Timeout, Cancelled, Broken, Abandoned, ContentFilter, Length, Completed];
}
