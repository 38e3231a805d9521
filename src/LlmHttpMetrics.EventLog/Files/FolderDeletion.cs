namespace LlmHttpMetrics.EventLog.Files;

/// <summary>Takes lines out of the files of a folder, one after the other, and keeps what has become of each.</summary>
internal sealed class FolderDeletion(LineFilter filter, FileClaims claims, Refusals refusals, ClosedFiles unconfirmed, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly List<string> _inUse = [];
    private readonly List<string> _failed = [];
    private long _deleted;

    public LlmEventDeletion Result => new(_deleted, _inUse) { FilesFailed = _failed };

    /// <summary>
    /// Takes the lines out of the files. All are searched before the first is written anew: an amendment, which bears the id of its event alone, may be in
    /// another file, and has to be known by then.
    /// </summary>
    public async Task DeleteFromAsync(IReadOnlyList<LogFile> files, CancellationToken cancellationToken)
    {
        HashSet<string> holding = [];
        foreach (var file in files)
        {
            await TryAsync(file, async () => _ = await HoldsAnyAsync(file.Path, cancellationToken).ConfigureAwait(false) && holding.Add(file.Path)).ConfigureAwait(false);
        }

        foreach (var file in holding.Count > 0 ? files.Where(file => !_failed.Contains(file.Path)) : [])
        {
            await TryAsync(file, async () =>
            {
                if (holding.Contains(file.Path) || await HoldsAnyAsync(file.Path, cancellationToken).ConfigureAwait(false))
                {
                    await RewriteAsync(file, cancellationToken).ConfigureAwait(false);
                }
            }).ConfigureAwait(false);
        }
    }

    private async Task TryAsync(LogFile file, Func<Task> action)
    {
        // An empty one holds nothing, and may be no file of the file system.
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
            refusals.Add(file.Path, e.Message);
            _failed.Add(file.Path);
        }
    }

    private async Task<bool> HoldsAnyAsync(string path, CancellationToken cancellationToken)
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

    /// <summary>Puts a file without those lines in the place of the old one. One that stays in use is named.</summary>
    private async Task RewriteAsync(LogFile file, CancellationToken cancellationToken)
    {
        for (var started = time.GetTimestamp(); claims.Allow(file);)
        {
            var alone = LogFiles.TryOpenAlone(file.Path);
            if (alone is not null)
            {
                await using (alone.ConfigureAwait(false))
                {
                    unconfirmed.Forget(file.Path);
                    _deleted += await LineRemoval.RemoveAsync(file.Path, alone, filter, cancellationToken).ConfigureAwait(false);
                    return;
                }
            }

            if (time.GetElapsedTime(started) >= Patience)
            {
                break;
            }

            await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
        }

        _inUse.Add(file.Path);
    }
}
