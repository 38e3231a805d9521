namespace LlmHttpMetrics.Calls;

/// <summary>How a call or an attempt ended.</summary>
/// <param name="Word">A value of <c>llm.outcome</c>.</param>
/// <param name="ErrorType">The value of <c>error.type</c>; null if there was no error.</param>
/// <param name="Thrown">The exception that ended it; null if there was none, and if the caller cancelled.</param>
internal readonly record struct Outcome(string Word, string? ErrorType = null, Exception? Thrown = null)
{
    /// <summary>The error type for a body that ended before its answer was complete.</summary>
    public const string StreamTruncated = "stream_truncated";

    public static readonly Outcome Completed = new(LlmOutcomes.Completed);
    public static readonly Outcome Length = new(LlmOutcomes.Length);
    public static readonly Outcome ContentFilter = new(LlmOutcomes.ContentFilter);
    public static readonly Outcome Abandoned = new(LlmOutcomes.Abandoned);
    public static readonly Outcome Cancelled = new(LlmOutcomes.Cancelled);
    public static readonly Outcome Truncated = new(LlmOutcomes.Broken, StreamTruncated);

    public bool IsError => Word == LlmOutcomes.Error;

    public bool IsSuccess => Word is LlmOutcomes.Completed or LlmOutcomes.Length or LlmOutcomes.ContentFilter;
}
