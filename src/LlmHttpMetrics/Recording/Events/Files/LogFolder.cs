using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.Recording.Events.Files;

/// <summary>
/// Keeps the closed files of a folder in order: repairs, deletes, compresses. One does so at a time, of all processes that share the
/// folder; who writes a file at that time is not disturbed, since it is left alone.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore that nobody asks for its wait handle holds nothing.")]
internal sealed class LogFolder(LlmEventLogOptions options, TimeProvider time, ILogger logger, LlmInstruments instruments)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _own = new(1);
    private bool _isFailing;

    /// <summary>Repairs torn ends, deletes what is too old or too much, compresses what is full. Never throws. What another does already is left to him.</summary>
    /// <param name="isWriting">A file is open here; else one more will come.</param>
    /// <param name="compress">There is time to compress.</param>
    public void Tidy(bool isWriting, bool compress)
    {
        _own.Wait();
        try
        {
            if (!Directory.Exists(options.Folder))
            {
                return;
            }

            using var alone = FolderLock.TryEnter(options);
            if (alone is null)
            {
                return;
            }

            RemoveLeftovers();
            Repair();
            Retain(isWriting);
            if (compress && options.Compress)
            {
                Compress();
            }

            _isFailing = false;
        }
        catch (UnauthorizedAccessException)
        {
            // Who may not write here cannot write events either, and that has been told.
        }
        catch (Exception e)
        {
            Fail(e);
        }
        finally
        {
            _own.Release();
        }
    }

    /// <summary>Takes the lines that the filter names out of all closed files.</summary>
    /// <exception cref="IOException">A file cannot be read or written, or another process does not leave the folder.</exception>
    public async Task<LlmEventDeletion> DeleteAsync(LineFilter filter, Func<string, bool> isLive, CancellationToken cancellationToken)
    {
        await _own.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await DeleteAloneAsync(filter, isLive, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _own.Release();
        }
    }

    private async Task<LlmEventDeletion> DeleteAloneAsync(LineFilter filter, Func<string, bool> isLive, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(options.Folder))
        {
            return new LlmEventDeletion(0, []);
        }

        using var alone = await FolderLock.EnterAsync(options, time, cancellationToken).ConfigureAwait(false);
        RemoveLeftovers();
        List<string> inUse = [];
        var deleted = 0L;
        foreach (var path in LogFiles.In(options.Folder, options.FilePrefix))
        {
            if (isLive(path) || !await LineRemoval.HoldsAnyAsync(path, filter, cancellationToken).ConfigureAwait(false))
            {
                continue;
            }

            if (await RewriteAsync(path, filter, cancellationToken).ConfigureAwait(false) is { } count)
            {
                deleted += count;
            }
            else
            {
                inUse.Add(path);
            }
        }

        return new LlmEventDeletion(deleted, inUse);
    }

    /// <summary>What a process that was killed had begun: copies without a name, and files whose compressed form is whole.</summary>
    private void RemoveLeftovers()
    {
        foreach (var path in Directory.EnumerateFiles(options.Folder, $"{options.FilePrefix}-*{LogFileName.Unfinished}"))
        {
            File.Delete(path);
        }

        foreach (var path in Directory.EnumerateFiles(options.Folder, $"{options.FilePrefix}-*{LogFileName.Plain}"))
        {
            if (LogFileName.TryParse(Path.GetFileName(path)) is { IsCompressed: false } && File.Exists(LogFiles.CompressedForm(path)))
            {
                File.Delete(path);
            }
        }
    }

    private void Repair()
    {
        foreach (var path in Plain())
        {
            if (TornEnd.IsTorn(path) && LogFiles.TryOpenAlone(path) is { } file)
            {
                using (file)
                {
                    if (TornEnd.Repair(file) is > 0 and var cut)
                    {
                        Log.CutTornLine(logger, path, cut);
                    }
                }
            }
        }
    }

    private void Retain(bool isWriting)
    {
        var paths = LogFiles.In(options.Folder, options.FilePrefix);
        var surplus = options.RetainFiles is { } most ? paths.Count - most + (isWriting ? 0 : 1) : 0;
        foreach (var path in paths)
        {
            if ((surplus > 0 || IsTooOld(path)) && LogFiles.TryOpenAlone(path) is { } file)
            {
                LogFiles.Delete(path, file);
                surplus--;
            }
        }
    }

    private bool IsTooOld(string path) =>
        options.RetainFor is { } age && LogFileName.TryParse(Path.GetFileName(path)) is { } name && time.GetUtcNow() - name.Started > age + options.MaxFileAge;

    private void Compress()
    {
        foreach (var path in Plain())
        {
            using var file = LogFiles.TryOpenAlone(path);
            if (file is not null)
            {
                Compression.Compress(path, file);
            }
        }
    }

    private IEnumerable<string> Plain() => LogFiles.In(options.Folder, options.FilePrefix).Where(path => path.EndsWith(LogFileName.Plain, StringComparison.Ordinal));

    /// <summary>Puts a file without those lines in the place of the old one; null where it stays in use.</summary>
    private async Task<long?> RewriteAsync(string path, LineFilter filter, CancellationToken cancellationToken)
    {
        for (var started = time.GetTimestamp(); ;)
        {
            var file = LogFiles.TryOpenAlone(path);
            if (file is not null)
            {
                await using (file.ConfigureAwait(false))
                {
                    return await LineRemoval.RemoveAsync(path, file, filter, cancellationToken).ConfigureAwait(false);
                }
            }

            if (time.GetElapsedTime(started) >= Patience)
            {
                return null;
            }

            await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private void Fail(Exception e)
    {
        instruments.Failed(Stages.EventLog);
        if (!_isFailing)
        {
            _isFailing = true;
            Log.CannotTidy(logger, options.Folder, e.Message);
        }
    }
}
