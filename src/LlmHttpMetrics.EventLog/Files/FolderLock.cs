using System.Collections.Concurrent;

namespace LlmHttpMetrics.EventLog.Files;

/// <summary>
/// A lock for the cleanup of a folder: among the logs of this process always, among all processes if its file can be locked. The operating system
/// releases it when the process that holds it ends, in whatever way.
/// </summary>
internal sealed class FolderLock : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(5);
    private static readonly ConcurrentDictionary<string, bool> Entered = new(ResolvedPath.Comparer);

    private readonly FileStream? _file;

    private FolderLock(string path, FileStream? file, string? fault) => (Path, _file, Fault) = (path, file, fault);

    /// <summary>The path of the lock file.</summary>
    public string Path { get; }

    /// <summary>Why other processes are not excluded; null if they are.</summary>
    public string? Fault { get; }

    /// <summary>Takes the lock, which the caller disposes; null if it is taken.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static FolderLock? TryEnter(LlmEventLogOptions options)
    {
        var path = System.IO.Path.Combine(ResolvedPath.Of(options.Folder), options.FilePrefix + ".lock");
        if (!Entered.TryAdd(path, true))
        {
            return null;
        }

        FolderLock? entered = null;
        try
        {
            entered = Open(path);
            return entered;
        }
        finally
        {
            if (entered is null)
            {
                Entered.TryRemove(path, out _);
            }
        }
    }

    /// <summary>Waits for the lock.</summary>
    /// <exception cref="IOException">The lock was not released in time.</exception>
    public static async Task<FolderLock> EnterAsync(LlmEventLogOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            if (TryEnter(options) is { } exclusive)
            {
                return exclusive;
            }

            if (time.GetElapsedTime(started) >= MaxWait)
            {
                throw new IOException($"Another process is cleaning up the folder '{options.Folder}', and has not finished in time.");
            }

            await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        _file?.Dispose();
        Entered.TryRemove(Path, out _);
    }

    /// <summary>
    /// If the lock file cannot be opened for another reason than being locked, such as a full disk or missing permission, cleanup continues without it.
    /// </summary>
    private static FolderLock? Open(string path)
    {
        try
        {
            if (new FileInfo(path).LinkTarget is not null)
            {
                return new FolderLock(path, file: null, "It is a link.");
            }

            FileStream file = new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
            if (file.CanSeek)
            {
                return new FolderLock(path, file, fault: null);
            }

            file.Dispose();
            return new FolderLock(path, file: null, "It is not a regular file.");
        }
        catch (IOException e) when (FileFaults.IsInUse(e))
        {
            return null;
        }
        catch (Exception e) when (e is UnauthorizedAccessException or (IOException and not DirectoryNotFoundException))
        {
            return new FolderLock(path, file: null, e.Message);
        }
    }
}
