namespace LlmHttpMetrics.EventLog.Files;

/// <summary>A file of an event log, as the folder lists it.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Name">What its name says.</param>
/// <param name="Length">Its bytes.</param>
/// <param name="Written">When it was last written, by the clock of the file system.</param>
internal readonly record struct LogFile(string Path, LogFileName Name, long Length = 0, DateTimeOffset Written = default);
