using System.Diagnostics.CodeAnalysis;
using LlmHttpMetrics.Telemetry;
using LlmHttpMetrics.Vocabulary;
using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.EventLog.Files;

/// <summary>
/// Keeps the closed files of a folder in order: repairs, deletes, compresses. One does so at a time, of all processes that share the
/// folder; who writes a file at that time is not disturbed, since it is left alone.
/// </summary>
/// <param name="options">The options of the log.</param>
/// <param name="unconfirmed">Is told of files that are deleted as they should be.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Where faults are told.</param>
/// <param name="instruments">Where they are counted.</param>
/// <param name="locksHold">Finds out whether locks hold in the folder.</param>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore that nobody asks for its wait handle holds nothing.")]
internal sealed class LogFolder(
    LlmEventLogOptions options, ClosedFiles unconfirmed, TimeProvider time, ILogger logger, LlmInstruments instruments, Func<string, string, bool> locksHold)
{
    private readonly SemaphoreSlim _own = new(1);
    private readonly HashSet<LogFile> _whole = [];
    private readonly Refusals _refusals = new(logger, instruments);
    private bool? _locksHold;
    private bool _isUnlockedTold;
    private bool _isFailing;

    /// <summary>
    /// Repairs torn ends, deletes what is too old or too much, compresses what is full. Never throws. What another does already is left to him.
    /// </summary>
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

            FolderTidying tidying = new(options, FolderListing.Of(options.Folder, options.FilePrefix), Claims(alone), _refusals, unconfirmed, time, logger);
            tidying.RemoveLeftovers();
            tidying.Repair(_whole);
            tidying.Retain(isWriting);
            if (compress && options.Compress)
            {
                tidying.Compress();
            }

            _isFailing = false;
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
    /// <exception cref="IOException">The folder cannot be listed, or another process does not leave it.</exception>
    public async Task<LlmEventDeletion> DeleteAsync(LineFilter filter, Func<string, bool> isLive, CancellationToken cancellationToken)
    {
        await _own.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!Directory.Exists(options.Folder))
            {
                return new LlmEventDeletion(0, []);
            }

            using var alone = await FolderLock.EnterAsync(options, time, cancellationToken).ConfigureAwait(false);
            var claims = Claims(alone);
            var listing = FolderListing.Of(options.Folder, options.FilePrefix);
            new FolderTidying(options, listing, claims, _refusals, unconfirmed, time, logger).RemoveLeftovers();
            FolderDeletion deletion = new(filter, claims, _refusals, unconfirmed, time);
            await deletion.DeleteFromAsync([.. listing.Files.Concat(listing.Superseded).Where(file => !isLive(file.Path))], cancellationToken).ConfigureAwait(false);
            return deletion.Result;
        }
        finally
        {
            _own.Release();
        }
    }

    /// <summary>The locks of a folder are tried once, and it is said once where they do nothing.</summary>
    private FileClaims Claims(FolderLock alone)
    {
        if (alone.Fault is { } fault)
        {
            _refusals.Add(alone.Path, fault);
        }

        return new FileClaims(options, alone.Fault is null && LocksHold(), time);
    }

    private bool LocksHold()
    {
        try
        {
            _locksHold ??= locksHold(options.Folder, options.FilePrefix);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Where no file can be made to find out, as on a full disk, old files can be deleted nevertheless.
            return false;
        }

        if (_locksHold == false && !_isUnlockedTold)
        {
            _isUnlockedTold = true;
            Log.LocksDoNotHold(logger, options.Folder);
        }

        return _locksHold == true;
    }

    private void Fail(Exception e)
    {
        instruments.Faults.Failed(Stages.EventLog);
        if (!_isFailing)
        {
            _isFailing = true;
            Log.CannotTidy(logger, options.Folder, e.Message);
        }
    }
}
