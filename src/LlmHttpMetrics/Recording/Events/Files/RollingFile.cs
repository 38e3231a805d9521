namespace LlmHttpMetrics.Recording.Events.Files;

/// <summary>The file of an event log that is being written; a new one is begun by size and age.</summary>
/// <param name="options">The options of the log.</param>
/// <param name="open">Makes a file.</param>
/// <param name="time">The clock.</param>
/// <param name="closed">Called when a file has been closed.</param>
internal sealed class RollingFile(LlmEventLogOptions options, Func<string, IEventFile> open, TimeProvider time, Action closed) : ILineFile
{
    private const int MostTries = 3;

    private readonly uint _writer = (uint)Random.Shared.NextInt64(1L << 32);
    private OpenLines? _lines;
    private DateTimeOffset _started;
    private int _number;
    private Exception? _unflushed;

    public string Description => $"event log in the folder '{options.Folder}'";

    public string? Path => _lines?.Path;

    public void Probe()
    {
        Directory.CreateDirectory(options.Folder);
        var probe = System.IO.Path.Combine(options.Folder, $"{options.FilePrefix}-{Guid.NewGuid():n}{LogFileName.Unfinished}");
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

        if (options.FlushToDisk)
        {
            _lines?.FlushToDisk();
        }
    }

    public void CloseIfDue()
    {
        if (_lines is not null && time.GetUtcNow() - _started >= options.MaxFileAge)
        {
            Close();
        }
    }

    public void Close()
    {
        if (_lines is not { } lines)
        {
            return;
        }

        try
        {
            FlushToDisk();
        }
        catch (Exception e)
        {
            // Whoever wants to be sure of it is told.
            _unflushed = e;
        }

        lines.Dispose();
        _lines = null;
        closed();
    }

    public void Dispose() => Close();

    private OpenLines OpenFor(int more)
    {
        var now = time.GetUtcNow();
        if (_lines is { } lines && ((lines.Length > 0 && lines.Length + more > options.MaxFileSize) || now - _started >= options.MaxFileAge || lines.IsDeleted()))
        {
            Close();
        }

        if (_lines is not null)
        {
            return _lines;
        }

        Directory.CreateDirectory(options.Folder);
        for (var tries = 1; _lines is null; tries++)
        {
            TryOpen(now, isLast: tries == MostTries);
        }

        _started = now;
        return _lines;
    }

    /// <summary>Begins a file. Whoever tidies up may have come across it before it was known to be written, and have taken it away.</summary>
    private void TryOpen(DateTimeOffset now, bool isLast)
    {
        var path = System.IO.Path.Combine(options.Folder, new LogFileName(options.FilePrefix, now, _writer, _number++).ToString());
        try
        {
            var file = open(path);
            if (!File.Exists(path) && !isLast)
            {
                file.Dispose();
                return;
            }

            _lines = new OpenLines(path, file, length: 0, time);
        }
        catch (IOException) when (!isLast && File.Exists(path))
        {
            // The next has another name.
        }
    }

    /// <summary>The next try takes another file. A torn line is cut off when the folder is tidied up.</summary>
    private void Discard(OpenLines lines)
    {
        var isEmpty = lines.Length == 0;
        Close();
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
            // An empty file harms nobody.
        }
    }
}
