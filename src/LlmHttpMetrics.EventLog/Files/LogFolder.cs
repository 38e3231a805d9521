using System.Diagnostics.CodeAnalysis;
using LlmHttpMetrics.Telemetry;
using LlmHttpMetrics.Vocabulary;
using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.EventLog.Files;

/// <summary>
/// Cleans up the closed files of a folder: repairs, deletes and compresses them. One process at a time does so. Files that are being written are not
/// touched.
/// </summary>
/// <param name="options">The options of the log.</param>
/// <param name="unconfirmed">Is notified of files that are deleted on purpose.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Logs faults.</param>
/// <param name="instruments">Count faults.</param>
/// <param name="locksHold">Tests whether file locks work in the folder.</param>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore whose wait handle is not used needs no disposal.")]
internal sealed class LogFolder(
    LlmEventLogOptions options, ClosedFiles unconfirmed, TimeProvider time, ILogger logger, LlmInstruments instruments, Func<string, string, bool> locksHold)
{
    private readonly SemaphoreSlim _own = new(1);
    private readonly HashSet<LogFile> _whole = [];
    private readonly FailedFiles _failedFiles = new(logger, instruments);
    private bool? _locksHold;
    private bool _isLockWarningLogged;
    private bool _isFailing;

    /// <summary>
    /// Repairs incomplete last lines, deletes files by age and number, and compresses full files. Never throws. Does nothing while another process cleans
    /// up the folder.
    /// </summary>
    /// <param name="isWriting">Whether this log has a file open; otherwise one more file is expected.</param>
    /// <param name="compress">Whether there is time to compress files.</param>
    public void Tidy(bool isWriting, bool compress)
    {
        _own.Wait();
        try
        {
            if (!Directory.Exists(options.Folder))
            {
                return;
            }

            using var exclusive = FolderLock.TryEnter(options);
            if (exclusive is null)
            {
                return;
            }

            var listing = FolderListing.Of(options.Folder, options.FilePrefix);
            FolderTidying tidying = new(options, listing, Claims(exclusive), _failedFiles, unconfirmed, time, logger);
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

    /// <summary>Removes the lines that match the filter from all closed files.</summary>
    /// <exception cref="IOException">The folder cannot be listed, or another process does not finish its cleanup in time.</exception>
    public async Task<LlmEventDeletion> DeleteAsync(LineFilter filter, Func<string, bool> isLive, CancellationToken cancellationToken)
    {
        await _own.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!Directory.Exists(options.Folder))
            {
                return new LlmEventDeletion(0, []);
            }

            using var exclusive = await FolderLock.EnterAsync(options, time, cancellationToken).ConfigureAwait(false);
            var claims = Claims(exclusive);
            var listing = FolderListing.Of(options.Folder, options.FilePrefix);
            new FolderTidying(options, listing, claims, _failedFiles, unconfirmed, time, logger).RemoveLeftovers();
            FolderDeletion deletion = new(filter, claims, _failedFiles, unconfirmed, time);
            LogFile[] closed = [.. listing.Files.Concat(listing.Superseded).Where(file => !isLive(file.Path))];
            await deletion.DeleteFromAsync(closed, cancellationToken).ConfigureAwait(false);
            return deletion.Result;
        }
        finally
        {
            _own.Release();
        }
    }

    /// <summary>File locks in the folder are tested once, and it is logged once if they do not work.</summary>
    private FileClaims Claims(FolderLock exclusive)
    {
        if (exclusive.Fault is { } fault)
        {
            _failedFiles.Add(exclusive.Path, fault);
        }

        return new FileClaims(options, exclusive.Fault is null && LocksHold(), time);
    }

    private bool LocksHold()
    {
        try
        {
            _locksHold ??= locksHold(options.Folder, options.FilePrefix);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // If no file can be created for the test, for example on a full disk, old files can still be deleted.
            return false;
        }

        if (_locksHold == false && !_isLockWarningLogged)
        {
            _isLockWarningLogged = true;
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
