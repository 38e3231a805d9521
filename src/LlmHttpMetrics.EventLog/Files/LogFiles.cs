namespace LlmHttpMetrics.EventLog.Files;

/// <summary>Opens, deletes and replaces files of events.</summary>
internal static class LogFiles
{
    private const int MaxTries = 400;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    public static string CompressedForm(string path) => path[..^LogFileName.Plain.Length] + LogFileName.Compressed;

    public static string PlainForm(string path) =>
        path.EndsWith(LogFileName.Compressed, StringComparison.Ordinal) ? path[..^LogFileName.Compressed.Length] + LogFileName.Plain : path;

    /// <summary>Opens a file for reading, and allows all other access to it.</summary>
    public static FileStream OpenShared(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.Asynchronous | FileOptions.SequentialScan);

    /// <summary>Opens a file for reading, and waits while it is being compressed or rewritten.</summary>
    public static async Task<FileStream> OpenSharedAsync(string path, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return OpenShared(path);
            }
            catch (IOException e) when (tries < MaxTries && FileFaults.IsInUse(e))
            {
                await Task.Delay(Pause, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Opens a file of a listing that may be outdated, under its compressed name if it has been compressed since; null if it was deleted.</summary>
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
    /// Deletes a file that is opened exclusively. Where open files can be deleted, it is deleted before it is closed, so that no writer can open it in
    /// between and write to a deleted file.
    /// </summary>
    public static void Delete(string path, FileStream exclusive)
    {
        if (OperatingSystem.IsWindows())
        {
            exclusive.Dispose();
            File.Delete(path);
        }
        else
        {
            File.Delete(path);
            exclusive.Dispose();
        }
    }

    /// <summary>Replaces a file that is opened exclusively; before it is closed, where that is possible.</summary>
    public static void Replace(string path, FileStream exclusive, string by)
    {
        if (OperatingSystem.IsWindows())
        {
            exclusive.Dispose();
        }

        File.Move(by, path, overwrite: true);
        exclusive.Dispose();
    }

    /// <summary>
    /// Opens a file exclusively; null if it is open in this or another process, or no longer exists. A writer keeps its file open as long as it runs, and
    /// the operating system closes it when the process ends, in whatever way.
    /// </summary>
    /// <exception cref="IOException">It cannot be opened for another reason, or is not a regular file.</exception>
    /// <exception cref="UnauthorizedAccessException">Permission to write is missing, or it is a folder.</exception>
    public static FileStream? TryOpenExclusive(string path)
    {
        FileStream file;
        try
        {
            // Opening a pipe only for reading would block until another process writes to it.
            file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (IOException e) when (FileFaults.IsInUse(e))
        {
            return null;
        }

        if (file.CanSeek)
        {
            return file;
        }

        file.Dispose();
        throw new IOException("It is not a regular file.");
    }
}
