namespace LlmHttpMetrics.EventLog.Files;

/// <summary>
/// Decides which files of a folder may be repaired, compressed, rewritten or deleted: never one that this process or another one is writing. If file
/// locks work, opening the file exclusively shows that. Otherwise a file of another process is not touched until a day after it must have been closed
/// because of its age.
/// </summary>
/// <param name="options">The options of the log.</param>
/// <param name="locksHold">Whether a file that another process writes cannot be opened exclusively, and no other process cleans up the folder.</param>
/// <param name="time">The clock.</param>
internal sealed class FileClaims(LlmEventLogOptions options, bool locksHold, TimeProvider time)
{
    private static readonly TimeSpan SafetyMargin = TimeSpan.FromDays(1);

    private readonly string _folder = ResolvedPath.Of(options.Folder);

    /// <summary>Whether the file may be changed, provided that it can be opened exclusively.</summary>
    public bool Allow(LogFile file) => !IsWrittenHere(file) && (locksHold || WrittenFiles.IsOurs(file.Name.Writer) || IsClosedByAge(file));

    /// <summary>Whether a temporary file may be deleted, because the process that created it no longer uses it.</summary>
    public bool AllowUnfinished(string path) => locksHold || time.GetUtcNow() - new DateTimeOffset(File.GetLastWriteTimeUtc(path)) > SafetyMargin;

    private bool IsWrittenHere(LogFile file) => WrittenFiles.Contains(Path.Combine(_folder, Path.GetFileName(file.Path)));

    private bool IsClosedByAge(LogFile file)
    {
        var now = time.GetUtcNow();
        return now - file.Name.Started > options.MaxFileAge + SafetyMargin && now - file.Written > SafetyMargin;
    }
}
