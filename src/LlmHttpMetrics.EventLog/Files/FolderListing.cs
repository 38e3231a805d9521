namespace LlmHttpMetrics.EventLog.Files;

/// <summary>
/// The files of event logs in a folder. Names must match completely, so that the files of another log whose prefix begins with the same text are not
/// included. Only regular files are listed; links are not followed, so that their targets are never changed or deleted.
/// </summary>
internal sealed class FolderListing
{
    private FolderListing(IEnumerable<LogFile> files, List<string> unfinished, List<string> foreign)
    {
        (Files, Superseded) = Arrange(files);
        Unfinished = unfinished;
        Foreign = foreign;
    }

    /// <summary>The files in the order in which they were started. If a file also exists in its compressed form, only the latter.</summary>
    public List<LogFile> Files { get; }

    /// <summary>The files that also exist in their compressed form.</summary>
    public List<LogFile> Superseded { get; }

    /// <summary>Temporary files, which are not complete.</summary>
    public List<string> Unfinished { get; }

    /// <summary>Links and folders that have the name of a log file.</summary>
    public List<string> Foreign { get; }

    /// <param name="folder">The folder.</param>
    /// <param name="prefix">The prefix of the log; null for all logs.</param>
    public static FolderListing Of(string folder, string? prefix = null) => Of(new DirectoryInfo(folder).EnumerateFileSystemInfos(), prefix);

    /// <param name="entries">The content of the folder; files may have been compressed or deleted since.</param>
    /// <param name="prefix">The prefix of the log; null for all logs.</param>
    public static FolderListing Of(IEnumerable<FileSystemInfo> entries, string? prefix = null)
    {
        List<LogFile> files = [];
        List<string> unfinished = [];
        List<string> foreign = [];
        foreach (var entry in entries)
        {
            var name = LogFileName.TryParse(entry.Name);
            var found = name?.Prefix ?? UnfinishedName.PrefixOf(entry.Name);
            if (found is null || (prefix is not null && found != prefix))
            {
                continue;
            }

            if (entry is not FileInfo file || IsLink(entry))
            {
                foreign.Add(entry.FullName);
            }
            else if (name is not { } log)
            {
                unfinished.Add(entry.FullName);
            }
            else if (Find(file, log) is { } there)
            {
                files.Add(there);
            }
        }

        return new FolderListing(files.DistinctBy(file => file.Path), unfinished, foreign);
    }

    /// <summary>
    /// The file, under its compressed name if it has been compressed since it was enumerated; null if it no longer exists.
    /// </summary>
    private static LogFile? Find(FileInfo file, LogFileName name)
    {
        if (!file.Exists && !name.IsCompressed)
        {
            (file, name) = (new FileInfo(LogFiles.CompressedForm(file.FullName)), name with { IsCompressed = true });
        }

        return file.Exists ? new LogFile(file.FullName, name, file.Length, new DateTimeOffset(file.LastWriteTimeUtc)) : null;
    }

    /// <summary>Sorts files, and separates those that also exist in their compressed form.</summary>
    public static (List<LogFile> Files, List<LogFile> Superseded) Arrange(IEnumerable<LogFile> listed)
    {
        var sorted = listed.OrderBy(file => file.Name.Started).ThenBy(file => file.Name.Number).ThenBy(file => file.Path, StringComparer.Ordinal).ToList();
        var compressed = sorted.Where(file => file.Name.IsCompressed).Select(file => file.Name with { IsCompressed = false }).ToHashSet();
        List<LogFile> files = [];
        List<LogFile> superseded = [];
        foreach (var file in sorted)
        {
            (compressed.Contains(file.Name) ? superseded : files).Add(file);
        }

        return (files, superseded);
    }

    /// <summary>Not every reparse point is a link on Windows.</summary>
    private static bool IsLink(FileSystemInfo entry) => entry.Attributes.HasFlag(FileAttributes.ReparsePoint) && entry.LinkTarget is not null;
}
