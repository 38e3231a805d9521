namespace LlmHttpMetrics.Recording.Events.Files;

/// <summary>One process at a time tidies up a folder; the system opens the lock again however its holder ends.</summary>
internal static class FolderLock
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>The lock, to be disposed of; null where another has it.</summary>
    public static FileStream? TryEnter(LlmEventLogOptions options)
    {
        try
        {
            return new FileStream(Path.Combine(options.Folder, options.FilePrefix + ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (IOException e) when (e is not (FileNotFoundException or DirectoryNotFoundException or PathTooLongException))
        {
            return null;
        }
    }

    /// <summary>Waits for the lock.</summary>
    /// <exception cref="IOException">Another does not let go of it.</exception>
    public static async Task<FileStream> EnterAsync(LlmEventLogOptions options, TimeProvider time, CancellationToken cancellationToken)
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
}
