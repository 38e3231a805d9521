using LlmHttpMetrics.Counting.Learning;

namespace LlmHttpMetrics;

/// <summary>A part of an event log that could not be read. Its content is not quoted.</summary>
/// <param name="File">The file; <see langword="null"/> if a stream was read.</param>
/// <param name="Line">The number of the line, starting at 1; 0 if it concerns the whole file.</param>
/// <param name="Reason">Why it could not be read.</param>
public sealed record LlmEventReadProblem(string? File, long Line, string Reason);
