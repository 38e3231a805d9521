namespace LlmHttpMetrics.EventLog.Files;

/// <summary>Deletes lines from the files of a folder, one file after the other, and collects the results.</summary>
internal sealed class FolderDeletion(LineFilter filter, FileClaims claims, FailedFiles failedFiles, ClosedFiles unconfirmed, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(5);

    private readonly List<string> _inUse = [];
    private readonly List<string> _failed = [];
    private long _deleted;

    public LlmEventDeletion Result => new(_deleted, _inUse) { FilesFailed = _failed };

    /// <summary>
    /// Deletes the lines from the files. All files are searched before the first one is rewritten, because an amendment contains only the id of its event,
    /// and may be in another file.
    /// </summary>
    public async Task DeleteFromAsync(IReadOnlyList<LogFile> files, CancellationToken cancellationToken)
    {
        HashSet<string> matching = [];
        foreach (var file in files)
        {
            await TryAsync(file, async () =>
            {
                if (await ContainsAnyAsync(file.Path, cancellationToken).ConfigureAwait(false))
                {
                    matching.Add(file.Path);
                }
            }).ConfigureAwait(false);
        }

        foreach (var file in matching.Count > 0 ? files.Where(file => !_failed.Contains(file.Path)) : [])
        {
            await TryAsync(file, async () =>
            {
                if (matching.Contains(file.Path) || await ContainsAnyAsync(file.Path, cancellationToken).ConfigureAwait(false))
                {
                    await RewriteAsync(file, cancellationToken).ConfigureAwait(false);
                }
            }).ConfigureAwait(false);
        }
    }

    private async Task TryAsync(LogFile file, Func<Task> action)
    {
        // An empty file contains no lines, and may be a pipe or a device.
        if (file.Length == 0)
        {
            return;
        }

        try
        {
            await action().ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            failedFiles.Add(file.Path, e.Message);
            _failed.Add(file.Path);
        }
    }

    private async Task<bool> ContainsAnyAsync(string path, CancellationToken cancellationToken)
    {
        var stream = await LogFiles.TryOpenListedAsync(path, cancellationToken).ConfigureAwait(false);
        if (stream is null)
        {
            return false;
        }

        await using (stream.ConfigureAwait(false))
        {
            return (await LineSearch.FindAsync(stream, filter, cancellationToken).ConfigureAwait(false)).Any;
        }
    }

    /// <summary>Replaces the file by one without those lines. A file that remains in use is reported.</summary>
    private async Task RewriteAsync(LogFile file, CancellationToken cancellationToken)
    {
        for (var started = time.GetTimestamp(); claims.Allow(file);)
        {
            var exclusive = LogFiles.TryOpenExclusive(file.Path);
            if (exclusive is not null)
            {
                await using (exclusive.ConfigureAwait(false))
                {
                    unconfirmed.Forget(file.Path);
                    _deleted += await LineRemoval.RemoveAsync(file.Path, exclusive, filter, cancellationToken).ConfigureAwait(false);
                    return;
                }
            }

            if (time.GetElapsedTime(started) >= MaxWait)
            {
                break;
            }

            await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
        }

        _inUse.Add(file.Path);
    }
}
