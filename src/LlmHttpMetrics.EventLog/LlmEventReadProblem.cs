using LlmHttpMetrics.Counting.Learning;

namespace LlmHttpMetrics;

/// <summary>Something of an event log that could not be read. It quotes nothing of it.</summary>
/// <param name="File">The file; <see langword="null"/> where a stream was read.</param>
/// <param name="Line">The number of the line, from 1 on; 0 where the file was not read at all.</param>
/// <param name="Reason">What is wrong with it.</param>
public sealed record LlmEventReadProblem(string? File, long Line, string Reason);
