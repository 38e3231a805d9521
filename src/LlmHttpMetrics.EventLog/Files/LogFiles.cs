namespace LlmHttpMetrics.EventLog.Files;

/// <summary>How files of events are opened, deleted and replaced.</summary>
internal static class LogFiles
{
    private const int MostTries = 400;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    public static string CompressedForm(string path) => path[..^LogFileName.Plain.Length] + LogFileName.Compressed;

    public static string PlainForm(string path) =>
        path.EndsWith(LogFileName.Compressed, StringComparison.Ordinal) ? path[..^LogFileName.Compressed.Length] + LogFileName.Plain : path;

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
            catch (IOException e) when (tries < MostTries && FileFaults.IsInUse(e))
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
    /// For whoever wants to be alone with it; null where somebody writes or reads it, in this process or another, or it is gone. A writer has its
    /// file open as long as it lives, and the system closes it however that ends.
    /// </summary>
    /// <exception cref="IOException">It cannot be opened for another reason, or is no file of the file system.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be written, or is a folder.</exception>
    public static FileStream? TryOpenAlone(string path)
    {
        FileStream file;
        try
        {
            // For reading alone, the opening of a pipe would wait for somebody who writes to it.
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
        throw new IOException("It is no regular file.");
    }
}
