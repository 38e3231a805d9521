namespace LlmHttpMetrics.EventLog.Files;

/// <summary>The file of an event log that is being written. A new one is started by size and age, and if the current one has been removed.</summary>
/// <param name="options">The options of the log.</param>
/// <param name="open">Creates a file.</param>
/// <param name="time">The clock.</param>
/// <param name="unconfirmed">Receives the files that are closed before their events have been confirmed.</param>
/// <param name="closed">Called when a file has been closed.</param>
internal sealed class RollingFile(LlmEventLogOptions options, Func<string, IEventFile> open, TimeProvider time, ClosedFiles unconfirmed, Action closed)
    : ILineFile
{
    private const int MaxTries = 3;

    private readonly uint _writer = WrittenFiles.NewWriter();
    private readonly RemovedLines _removed = new();
    private OpenLines? _lines;
    private DateTimeOffset _started;
    private int _number;
    private Exception? _unflushed;

    public string Description => $"event log in the folder '{options.Folder}'";

    public string? Path => _lines?.Path;

    public void Probe()
    {
        Directory.CreateDirectory(options.Folder);
        var probe = UnfinishedName.In(options.Folder, options.FilePrefix);
        using (open(probe))
        {
        }

        File.Delete(probe);
    }

    public void Append(ReadOnlySpan<byte> lines)
    {
        var target = OpenFor(lines.Length);
        try
        {
            target.Append(lines);
        }
        catch (Exception)
        {
            if (target.IsTorn || target.Length == 0)
            {
                Discard(target);
            }

            throw;
        }
    }

    public void FlushToDisk()
    {
        if (_unflushed is { } fault)
        {
            _unflushed = null;
            throw new IOException(fault.Message, fault);
        }

        for (var tries = 1; (_lines is not null || !_removed.IsEmpty) && !TryConfirm(); tries++)
        {
            if (tries == MaxTries)
            {
                throw new IOException($"The files in the folder '{options.Folder}' are removed while they are written.");
            }
        }

        _removed.ThrowIfLost();
        unconfirmed.ThrowIfGone();
    }

    public void CloseIfDue()
    {
        if (_lines is not null && time.GetUtcNow() - _started >= options.MaxFileAge)
        {
            CloseFile();
        }
    }

    public void Close()
    {
        CloseFile();
        _removed.Drop();
    }

    public void Dispose() => Close();

    /// <summary>Confirms the lines of the open file; false if it was removed in the meantime.</summary>
    private bool TryConfirm()
    {
        MoveOnIf(_lines?.IsGoneNow() == true);
        var lines = OpenFor(0);
        if (options.FlushToDisk)
        {
            lines.FlushToDisk();
        }

        // Checked after the flush: a file that was removed before is not confirmed.
        if (lines.IsGoneNow())
        {
            return false;
        }

        lines.Confirm();
        return true;
    }

    private OpenLines OpenFor(int more)
    {
        var now = time.GetUtcNow();
        MoveOnIf(_lines?.IsGone() == true);
        if (_lines is { } lines && ((lines.Length > 0 && lines.Length + more > options.MaxFileSize) || now - _started >= options.MaxFileAge))
        {
            CloseFile();
        }

        if (_lines is null)
        {
            Begin(now);
        }

        _removed.MoveTo(_lines!);
        return _lines!;
    }

    private void Begin(DateTimeOffset now)
    {
        Directory.CreateDirectory(options.Folder);
        var folder = ResolvedPath.Of(options.Folder);
        for (var tries = 1; _lines is null; tries++)
        {
            TryOpen(folder, now, isLast: tries == MaxTries);
        }

        _started = now;
    }

    /// <summary>Starts a file. Cleanup by another process may delete it between its creation and its lock; then the next attempt uses another name.</summary>
    private void TryOpen(string folder, DateTimeOffset now, bool isLast)
    {
        var name = new LogFileName(options.FilePrefix, now, _writer, _number++).ToString();
        var path = System.IO.Path.Combine(options.Folder, name);
        var entry = WrittenFiles.TryEnter(System.IO.Path.Combine(folder, name));
        IEventFile? file = null;
        try
        {
            file = open(path);
            if (File.Exists(path) || isLast)
            {
                _lines = new OpenLines(path, file, length: 0, time, entry);
            }
        }
        catch (IOException) when (!isLast && File.Exists(path))
        {
            // The next attempt uses another name.
        }
        finally
        {
            if (_lines is null)
            {
                file?.Dispose();
                entry?.Dispose();
            }
        }
    }

    private void MoveOnIf(bool isGone)
    {
        if (isGone)
        {
            _removed.Take(_lines!);
            _lines = null;
        }
    }

    private void CloseFile()
    {
        if (_lines is not { } lines)
        {
            return;
        }

        try
        {
            if (options.FlushToDisk)
            {
                lines.FlushToDisk();
            }
        }
        catch (Exception e)
        {
            // Reported by the next flush.
            _unflushed = e;
        }

        if (lines.IsGoneNow())
        {
            MoveOnIf(isGone: true);
            return;
        }

        if (lines.HasUnconfirmed)
        {
            unconfirmed.Add(lines.Path);
        }

        _lines = null;
        lines.Dispose();
        closed();
    }

    /// <summary>Closes a file so that the next attempt uses another one. An incomplete line is cut off when the folder is cleaned up.</summary>
    private void Discard(OpenLines lines)
    {
        var isEmpty = lines.Length == 0;
        CloseFile();
        if (!isEmpty)
        {
            return;
        }

        try
        {
            File.Delete(lines.Path);
        }
        catch (Exception)
        {
            // An empty file is harmless.
        }
    }
}
