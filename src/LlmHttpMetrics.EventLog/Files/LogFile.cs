namespace LlmHttpMetrics.EventLog.Files;

/// <summary>A file of an event log in the listing of its folder.</summary>
/// <param name="Path">The path.</param>
/// <param name="Name">The parts of its name.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="Written">When it was last written, by the clock of the file system.</param>
internal readonly record struct LogFile(string Path, LogFileName Name, long Length = 0, DateTimeOffset Written = default);
