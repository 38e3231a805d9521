namespace LlmHttpMetrics.EventLog.Files;

/// <summary>
/// What a folder holds of event logs, by names that are read in full: the files of a log whose prefix begins with ours are not ours. Only files
/// of the file system are listed. Links are not followed, so that what they lead to is never cut or deleted.
/// </summary>
internal sealed class FolderListing
{
    private FolderListing(IEnumerable<LogFile> files, List<string> unfinished, List<string> foreign)
    {
        (Files, Superseded) = Arrange(files);
        Unfinished = unfinished;
        Foreign = foreign;
    }

    /// <summary>In the order in which they were begun. Of a file and its compressed form, which is whole once it has its name, the latter alone.</summary>
    public List<LogFile> Files { get; }

    /// <summary>Files of which there is a compressed form.</summary>
    public List<LogFile> Superseded { get; }

    /// <summary>Files that somebody has begun and that are not whole.</summary>
    public List<string> Unfinished { get; }

    /// <summary>What has a name of ours and is a link or a folder.</summary>
    public List<string> Foreign { get; }

    /// <param name="folder">The folder.</param>
    /// <param name="prefix">The log; null for all.</param>
    public static FolderListing Of(string folder, string? prefix = null) => Of(new DirectoryInfo(folder).EnumerateFileSystemInfos(), prefix);

    /// <param name="entries">What is in the folder; files may have been compressed or deleted since they were enumerated.</param>
    /// <param name="prefix">The log; null for all.</param>
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
    /// A file that has been compressed since it was enumerated has its other name, which may not have been enumerated; null where it is gone.
    /// </summary>
    private static LogFile? Find(FileInfo file, LogFileName name)
    {
        if (!file.Exists && !name.IsCompressed)
        {
            (file, name) = (new FileInfo(LogFiles.CompressedForm(file.FullName)), name with { IsCompressed = true });
        }

        return file.Exists ? new LogFile(file.FullName, name, file.Length, new DateTimeOffset(file.LastWriteTimeUtc)) : null;
    }

    /// <summary>Sorts files, and parts those that have a compressed form from the others.</summary>
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

    /// <summary>Not every reparse point is a link: Windows has files of other kinds that are.</summary>
    private static bool IsLink(FileSystemInfo entry) => entry.Attributes.HasFlag(FileAttributes.ReparsePoint) && entry.LinkTarget is not null;
}
