namespace LlmHttpMetrics.EventLog.Files;

/// <summary>
/// Which files of a folder may be repaired, compressed, rewritten or deleted: never one that this process writes, and of other processes only what they
/// do not write. Where locks hold, that is seen when the file is opened. Where they do not, a file of another process is left alone until its
/// writer must have left it: a day longer than files are written.
/// </summary>
/// <param name="options">The options of the log.</param>
/// <param name="locksHold">A file that another process writes cannot be opened alone, and others do not tidy up meanwhile.</param>
/// <param name="time">The clock.</param>
internal sealed class FileClaims(LlmEventLogOptions options, bool locksHold, TimeProvider time)
{
    private static readonly TimeSpan Doubt = TimeSpan.FromDays(1);

    private readonly string _folder = ResolvedPath.Of(options.Folder);

    /// <summary>The file may be touched, if it can be opened alone.</summary>
    public bool Allow(LogFile file) => !IsWrittenHere(file) && (locksHold || WrittenFiles.IsOurs(file.Name.Writer) || IsSurelyLeft(file));

    /// <summary>A file that is not whole may be deleted: nobody will put it in its place any more.</summary>
    public bool AllowUnfinished(string path) => locksHold || time.GetUtcNow() - new DateTimeOffset(File.GetLastWriteTimeUtc(path)) > Doubt;

    private bool IsWrittenHere(LogFile file) => WrittenFiles.Contains(Path.Combine(_folder, Path.GetFileName(file.Path)));

    private bool IsSurelyLeft(LogFile file)
    {
        var now = time.GetUtcNow();
        return now - file.Name.Started > options.MaxFileAge + Doubt && now - file.Written > Doubt;
    }
}
