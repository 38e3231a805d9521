namespace LlmHttpMetrics.Reading;

/// <summary>What ended the reading of a body.</summary>
internal enum EndingKind : byte
{
    EndOfBody,

    /// <summary>A read, or the send itself, threw.</summary>
    Failed,

    /// <summary>The caller disposed of the response, or dropped it.</summary>
    Disposed,
}

/// <summary>What ended the reading of a body, with what is known about the exception.</summary>
/// <param name="Kind">What ended it.</param>
/// <param name="Exception">The exception that was thrown.</param>
/// <param name="CallerCancelled">The caller's token was canceled.</param>
/// <param name="TimeoutElapsed">The client's known timeout had elapsed.</param>
/// <param name="At">The timestamp of the end, if it was earlier than it was noticed; otherwise zero.</param>
internal readonly record struct Ending(
    EndingKind Kind, Exception? Exception = null, bool CallerCancelled = false, bool TimeoutElapsed = false, long At = 0)
{
    /// <summary>A read was canceled, according to its token or to the exception it threw.</summary>
    public bool IsCancellation => CallerCancelled || Exception is OperationCanceledException;
}
