using LlmHttpMetrics.Diagnostics.Background;
using LlmHttpMetrics.Diagnostics.Logging;
using LlmHttpMetrics.EventLog.Files;
using LlmHttpMetrics.Telemetry;
using LlmHttpMetrics.Vocabulary;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LlmHttpMetrics;

/// <summary>
/// Writes events to files of a folder, one JSON object a line, and what becomes known of a call later as a line of its own. Every line is handed to the operating system when it comes. A fault of the
/// folder or the disk is logged once and counted in <c>llm.measurement.failures</c>; events wait meanwhile, up to 1 MiB, and later ones are
/// counted in <c>llm.events.dropped</c>. Registered by <c>AddLlmEventLog</c>.
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

    /// <summary>Begins to write to a folder. What a killed process has left torn there is repaired before this returns.</summary>
    /// <param name="options">The options; they are read once.</param>
    /// <param name="timeProvider">The clock; <see langword="null"/> for the system's.</param>
    /// <param name="logger">Where faults are told; <see langword="null"/> for nowhere.</param>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is <see langword="null"/>.</exception>
    /// <exception cref="OptionsValidationException">
    /// The options are invalid; all errors are listed. A folder that cannot be written is no such error: it is logged.
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

    /// <summary>Writes what waits, and has the disk have it where <see cref="LlmEventLogOptions.FlushToDisk"/> says so.</summary>
    /// <param name="cancellationToken">Not looked at: it takes one write.</param>
    /// <returns>A task that ends when that is done.</returns>
    /// <exception cref="IOException">
    /// Events that wait cannot be written, or events that were never confirmed are gone with the file or the folder that they had been written to. Those
    /// that were written after it had been removed are written again, in a new file, before this returns.
    /// </exception>
    public ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        _writer.Flush();
        return default;
    }

    /// <summary>
    /// Deletes the events of a user, of a session, or of a user's session, with their amendments: of calls that have ended before, in all files of the
    /// folder, compressed ones and the one being written included. Writing goes on meanwhile. Each file is written anew without them and put in the place of the old
    /// one, so that at any moment one of both is there, whole. A file that cannot be read to its end stays as it is.
    /// </summary>
    /// <param name="userId">The user, as in <see cref="LlmCallInfo.UserId"/>; <see langword="null"/> for any.</param>
    /// <param name="sessionId">The session, as in <see cref="LlmCallInfo.SessionId"/>; <see langword="null"/> for any.</param>
    /// <param name="cancellationToken">Ends the work between two files, or within one that then stays as it was.</param>
    /// <returns>How many events were deleted, and which files could not be changed because they are in use, or cannot be read or written.</returns>
    /// <exception cref="ArgumentException">Neither is given.</exception>
    /// <exception cref="IOException">The folder cannot be listed, or another process that tidies it up does not come to an end.</exception>
    public async Task<LlmEventDeletion> DeleteAsync(string? userId = null, string? sessionId = null, CancellationToken cancellationToken = default)
    {
        if (userId is null && sessionId is null)
        {
            throw new ArgumentException("A user or a session is needed.", nameof(userId));
        }

        LineFilter filter = new(userId, sessionId);
        await DrainAsync(cancellationToken).ConfigureAwait(false);
        _writer.Close();
        var forgotten = _writer.Forget(filter, amendmentsAlone: false);
        var deletion = await _folder.DeleteAsync(filter, isLive: path => path == _writer.Path, cancellationToken).ConfigureAwait(false);
        _writer.Forget(filter, amendmentsAlone: true);
        return deletion with { Events = deletion.Events + forgotten };
    }

    /// <summary>Takes what calls have left in the queue, and closes the file.</summary>
    /// <returns>A task that ends when that is done.</returns>
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
            // Whoever is stuck in the queue keeps the rest.
        }

        _isDisposed = true;
        _writer.Dispose();
        await Tidying.ConfigureAwait(false);
    }

    /// <summary>Takes what calls have left in the queue, and closes the file; waits for that.</summary>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <summary>What is being done to closed files; ends when all that has been begun by now is done.</summary>
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

    /// <summary>Has what calls have left in queues come here.</summary>
    private async Task DrainAsync(CancellationToken cancellationToken)
    {
        try
        {
            await LlmMonitoring.DrainAsync(this, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // A sink could not write what it has taken. Ours has it where it waits, and has told of it.
        }
    }

    /// <summary>What leaves the callback of a timer ends the process.</summary>
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
    /// In the background, one after the other. One that has not begun yet does for all who want it until then: small files are closed faster
    /// than many are listed.
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
