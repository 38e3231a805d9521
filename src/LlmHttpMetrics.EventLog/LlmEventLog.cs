using LlmHttpMetrics.Diagnostics.Background;
using LlmHttpMetrics.Diagnostics.Logging;
using LlmHttpMetrics.EventLog.Files;
using LlmHttpMetrics.Telemetry;
using LlmHttpMetrics.Vocabulary;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LlmHttpMetrics;

/// <summary>
/// Writes events to files in a folder, one JSON object per line, and amendments, for what becomes known about a call later, as separate lines. Every line
/// is written to the operating system at once. A fault of the folder or the disk is logged once and counted in <c>llm.measurement.failures</c>; events
/// wait in the meantime, up to 1 MiB, and further ones are counted in <c>llm.events.dropped</c>. Registered by <c>AddLlmEventLog</c>.
/// </summary>
public sealed class LlmEventLog : ILlmEventSink, IAsyncDisposable, IDisposable
{
    private static readonly TimeSpan TickInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan TidyInterval = TimeSpan.FromHours(1);
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(5);

    private readonly TimeProvider _time;
    private readonly LlmInstruments _instruments;
    private readonly LineWriter _writer;
    private readonly LogFolder _folder;
    private readonly BackgroundWork _background;
    private readonly ITimer _timer;
    private readonly object _lock = new();
    private Task _tidying = Task.CompletedTask;
    private bool _isTidyingQueued;
    private long _tidied;
    private volatile bool _isDisposed;

    /// <summary>Starts to write to a folder. Incomplete last lines that a killed process has left there are repaired before this returns.</summary>
    /// <param name="options">The options; they are read once.</param>
    /// <param name="timeProvider">The clock; <see langword="null"/> for the system's.</param>
    /// <param name="logger">Logs faults; <see langword="null"/> if they are not logged.</param>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is <see langword="null"/>.</exception>
    /// <exception cref="OptionsValidationException">
    /// The options are invalid; all errors are listed. A folder that cannot be written is not such an error, and is logged.
    /// </exception>
    public LlmEventLog(LlmEventLogOptions options, TimeProvider? timeProvider = null, ILogger? logger = null)
        : this(options, timeProvider, logger, LlmInstruments.Static)
    {
    }

    internal LlmEventLog(
        LlmEventLogOptions options,
        TimeProvider? timeProvider,
        ILogger? logger,
        LlmInstruments instruments,
        Func<string, IEventFile>? open = null,
        Func<string, string, bool>? locksHold = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        LlmEventLogOptionsValidator.ThrowIfInvalid(options);
        options = options.Copy();
        _time = timeProvider ?? TimeProvider.System;
        logger = SafeLogger.Around(logger);
        _instruments = instruments;
        _background = new BackgroundWork(() => instruments.Faults.Failed(Stages.EventLog));
        ClosedFiles unconfirmed = new();
        RollingFile file = new(options, open ?? (path => new EventFile(path)), _time, unconfirmed, BeginTidying);
        _writer = new LineWriter(file, _time, logger, instruments);
        _folder = new LogFolder(options, unconfirmed, _time, logger, instruments, locksHold ?? LockProbe.Holds);
        Folder = options.Folder;
        _writer.Probe();
        _folder.Tidy(isWriting: false, compress: false);
        BeginTidying();
        _timer = _background.Timer(_time, Tick, TickInterval, TickInterval);
    }

    /// <summary>The folder of its files, as a full path.</summary>
    public string Folder { get; }

    /// <inheritdoc/>
    public ValueTask WriteAsync(LlmEvent callEvent, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(callEvent);
        _writer.Write(callEvent, LlmEventJson.Write);
        return default;
    }

    /// <inheritdoc/>
    public ValueTask AmendAsync(LlmEventAmendment amendment, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(amendment);
        _writer.Write(amendment, LlmEventJson.Write);
        return default;
    }

    /// <summary>Writes the events that wait, and flushes to the disk if <see cref="LlmEventLogOptions.FlushToDisk"/> is set.</summary>
    /// <param name="cancellationToken">Ignored: flushing takes a single write.</param>
    /// <returns>A task that completes when that is done.</returns>
    /// <exception cref="IOException">
    /// Events that wait cannot be written, or events that were never confirmed have been lost with the file or the folder that they were written to.
    /// Events that were written after its removal are written again, to a new file, before this returns.
    /// </exception>
    public ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        _writer.Flush();
        return default;
    }

    /// <summary>
    /// Deletes the events of a user, of a session, or of a user's session, with their amendments, for calls that have already ended: in all files of
    /// the folder, including compressed ones and the one being written. Writing continues in the meantime. Each file is rewritten without them and replaces
    /// the old one, so that at any moment one of the two exists, complete. A file that cannot be read completely stays unchanged.
    /// </summary>
    /// <param name="userId">The user, as in <see cref="LlmCallInfo.UserId"/>; <see langword="null"/> for any.</param>
    /// <param name="sessionId">The session, as in <see cref="LlmCallInfo.SessionId"/>; <see langword="null"/> for any.</param>
    /// <param name="cancellationToken">Cancels the work between two files, or within a file, which then stays unchanged.</param>
    /// <returns>The number of deleted events, and the files that could not be changed because they are in use, or cannot be read or written.</returns>
    /// <exception cref="ArgumentException">Neither a user nor a session is given.</exception>
    /// <exception cref="IOException">The folder cannot be listed, or another process does not finish its cleanup of the folder in time.</exception>
    public async Task<LlmEventDeletion> DeleteAsync(string? userId = null, string? sessionId = null, CancellationToken cancellationToken = default)
    {
        if (userId is null && sessionId is null)
        {
            throw new ArgumentException("A user or a session is required.", nameof(userId));
        }

        LineFilter filter = new(userId, sessionId);
        await DrainAsync(cancellationToken).ConfigureAwait(false);
        _writer.Close();
        var waiting = _writer.Remove(filter, onlyAmendments: false);
        var deletion = await _folder.DeleteAsync(filter, isLive: path => path == _writer.Path, cancellationToken).ConfigureAwait(false);
        _writer.Remove(filter, onlyAmendments: true);
        return deletion with { Events = deletion.Events + waiting };
    }

    /// <summary>Writes the events that are still in the queue, and closes the file.</summary>
    /// <returns>A task that completes when that is done.</returns>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
        {
            return;
        }

        await _timer.DisposeAsync().ConfigureAwait(false);
        using CancellationTokenSource limit = new(DrainLimit);
        try
        {
            await DrainAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Another sink blocks the queue. The remaining events are left in it.
        }

        _isDisposed = true;
        _writer.Dispose();
        await Tidying.ConfigureAwait(false);
    }

    /// <summary>Writes the events that are still in the queue, and closes the file; blocks until that is done.</summary>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <summary>The cleanup of closed files; completes when all work that has been started so far is done.</summary>
    internal Task Tidying
    {
        get
        {
            lock (_lock)
            {
                return _tidying;
            }
        }
    }

    /// <summary>Waits until the events in the queues have been written here.</summary>
    private async Task DrainAsync(CancellationToken cancellationToken)
    {
        try
        {
            await LlmMonitoring.DrainAsync(this, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // A sink failed to flush. If it was this log, its events wait and the fault was logged.
        }
    }

    /// <summary>An exception that leaves the callback of a timer ends the process, so that all are caught.</summary>
    private void Tick()
    {
        try
        {
            _writer.Tick();
            if (_time.GetElapsedTime(_tidied) >= TidyInterval)
            {
                BeginTidying();
            }
        }
        catch (Exception)
        {
            _instruments.Faults.Failed(Stages.EventLog);
        }
    }

    /// <summary>
    /// Starts a cleanup in the background, after the previous one. A cleanup that has not begun yet serves all requests until then, because small files
    /// can be closed faster than a large folder is listed.
    /// </summary>
    private void BeginTidying()
    {
        lock (_lock)
        {
            _tidied = _time.GetTimestamp();
            if (!_isTidyingQueued)
            {
                _isTidyingQueued = true;
                _tidying = _background.After(_tidying, Tidy);
            }
        }
    }

    private void Tidy()
    {
        lock (_lock)
        {
            _isTidyingQueued = false;
        }

        _folder.Tidy(isWriting: _writer.Path is not null, compress: true);
    }
}
