using System.Collections.Concurrent;

namespace LlmHttpMetrics.EventLog.Files;

/// <summary>
/// One log at a time tidies up a folder: of this process always, of all processes where its file can be locked. The system opens the lock again
/// however its holder ends.
/// </summary>
internal sealed class FolderLock : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly ConcurrentDictionary<string, bool> Entered = new(ResolvedPath.Comparer);

    private readonly FileStream? _file;

    private FolderLock(string path, FileStream? file, string? fault) => (Path, _file, Fault) = (path, file, fault);

    /// <summary>The file that is locked.</summary>
    public string Path { get; }

    /// <summary>Why other processes are not shut out; null where they are.</summary>
    public string? Fault { get; }

    /// <summary>The lock, to be disposed of; null where another has it.</summary>
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
    /// <exception cref="IOException">Another does not let go of it.</exception>
    public static async Task<FolderLock> EnterAsync(LlmEventLogOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            if (TryEnter(options) is { } alone)
            {
                return alone;
            }

            if (time.GetElapsedTime(started) >= Patience)
            {
                throw new IOException($"The folder '{options.Folder}' is being tidied up by another process that does not come to an end.");
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
    /// A lock that cannot be had for another reason than that somebody has it, such as a full disk or another user's file, must not stop all
    /// tidying.
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
            return new FolderLock(path, file: null, "It is no regular file.");
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
