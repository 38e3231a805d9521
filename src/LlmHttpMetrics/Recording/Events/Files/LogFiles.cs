namespace LlmHttpMetrics.Recording.Events.Files;

/// <summary>The files of a folder that hold events.</summary>
internal static class LogFiles
{
    private const int MostTries = 400;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    /// <summary>Their paths in the order in which they were begun. Of a file and its compressed form, which is whole once it has its name, the latter alone.</summary>
    public static List<string> In(string folder, string? prefix = null)
    {
        var files = Directory.EnumerateFiles(folder)
            .Select(path => (Path: path, Name: LogFileName.TryParse(Path.GetFileName(path))))
            .Where(file => file.Name is { } name && (prefix is null || name.Prefix == prefix))
            .OrderBy(file => file.Name!.Value.Started).ThenBy(file => file.Name!.Value.Number).ThenBy(file => file.Path, StringComparer.Ordinal)
            .Select(file => file.Path)
            .ToList();
        files.RemoveAll(path => path.EndsWith(LogFileName.Plain, StringComparison.Ordinal) && files.Contains(CompressedForm(path)));
        return files;
    }

    public static string CompressedForm(string path) => path[..^LogFileName.Plain.Length] + LogFileName.Compressed;

    /// <summary>For reading, whatever others do with it meanwhile.</summary>
    public static FileStream OpenShared(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.Asynchronous | FileOptions.SequentialScan);

    /// <summary>For reading, as soon as nobody compresses or rewrites it any more.</summary>
    public static async Task<FileStream> OpenSharedAsync(string path, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return OpenShared(path);
            }
            catch (IOException e) when (tries < MostTries && e is not (FileNotFoundException or DirectoryNotFoundException))
            {
                await Task.Delay(Pause, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>A file of a list that may be old by now: it may have been compressed since, or deleted; null where it has.</summary>
    public static async Task<FileStream?> TryOpenListedAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await OpenSharedAsync(path, cancellationToken).ConfigureAwait(false);
        }
        catch (FileNotFoundException) when (path.EndsWith(LogFileName.Plain, StringComparison.Ordinal))
        {
            return await TryOpenListedAsync(CompressedForm(path), cancellationToken).ConfigureAwait(false);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    /// <summary>
    /// Deletes a file that one is alone with. Where names of open files can be removed that is done before it is closed: a writer that
    /// has just made it and not yet told so would else write to a file without a name.
    /// </summary>
    public static void Delete(string path, FileStream alone)
    {
        if (OperatingSystem.IsWindows())
        {
            alone.Dispose();
            File.Delete(path);
        }
        else
        {
            File.Delete(path);
            alone.Dispose();
        }
    }

    /// <summary>Puts a file in the place of one that one is alone with; before that is closed where it can be done.</summary>
    public static void Replace(string path, FileStream alone, string by)
    {
        if (OperatingSystem.IsWindows())
        {
            alone.Dispose();
        }

        File.Move(by, path, overwrite: true);
        alone.Dispose();
    }

    /// <summary>
    /// For whoever wants to be alone with it; null where somebody writes or reads it, in this process or another. A writer has its file open as
    /// long as it lives, and the system closes it however that ends.
    /// </summary>
    public static FileStream? TryOpenAlone(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
