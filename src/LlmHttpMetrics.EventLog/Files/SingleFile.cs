namespace LlmHttpMetrics.EventLog.Files;

/// <summary>A single file to which lines are appended. Other programs may rotate it: if it is moved away or deleted, it is created again.</summary>
internal sealed class SingleFile(string path, string description, TimeProvider time) : ILineFile
{
    private const int MaxTries = 3;

    private readonly RemovedLines _removed = new();
    private OpenLines? _lines;

    public string Description => description;

    public string? Path => _lines?.Path;

    /// <summary>A file that this process already writes is writable, and is not opened again.</summary>
    public void Probe()
    {
        if (!WrittenFiles.Contains(ResolvedPath.Of(path)))
        {
            Open().Dispose();
        }
    }

    public void Append(ReadOnlySpan<byte> lines)
    {
        var target = OpenCurrent(_lines?.IsGone() == true);
        try
        {
            target.Append(lines);
        }
        catch (Exception)
        {
            // The file may have been replaced, or its end may need repair.
            CloseFile();
            throw;
        }
    }

    public void FlushToDisk()
    {
        for (var tries = 1; (_lines is not null || !_removed.IsEmpty) && !TryConfirm(); tries++)
        {
            if (tries == MaxTries)
            {
                throw new IOException($"The file '{path}' is removed while it is written.");
            }
        }

        _removed.ThrowIfLost();
    }

    public void CloseIfDue()
    {
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
        var lines = OpenCurrent(_lines?.IsGoneNow() == true);
        lines.FlushToDisk();
        if (lines.IsGoneNow())
        {
            return false;
        }

        lines.Confirm();
        return true;
    }

    private OpenLines OpenCurrent(bool isGone)
    {
        if (isGone)
        {
            MoveOn(_lines!);
        }

        _lines ??= Open();
        _removed.MoveTo(_lines);
        return _lines;
    }

    /// <summary>A file that was moved still has its lines; those of a file that was deleted are written again.</summary>
    private void MoveOn(OpenLines lines)
    {
        if (lines.IsMoved())
        {
            lines.FlushToDisk();
            lines.Dispose();
        }
        else
        {
            _removed.Take(lines);
        }

        _lines = null;
    }

    private void CloseFile()
    {
        if (_lines is not { } lines)
        {
            return;
        }

        _lines = null;
        if (lines.IsGoneNow() && !lines.IsMoved())
        {
            _removed.Take(lines);
        }
        else
        {
            lines.Dispose();
        }
    }

    /// <summary>Opens the file, to append after its last complete line.</summary>
    private OpenLines Open()
    {
        var entry = WrittenFiles.TryEnter(ResolvedPath.Of(path)) ?? throw new IOException($"This process already writes the file '{path}'.");
        try
        {
            var length = EndOfLines();
            return new OpenLines(path, new EventFile(path, FileMode.Open), length, time, entry);
        }
        catch (Exception)
        {
            entry.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Creates the file if it does not exist. An incomplete last line, left by a process that was killed, is cut off if no other process can be
    /// writing it, and otherwise gets a line break.
    /// </summary>
    private long EndOfLines()
    {
        using (new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0))
        {
        }

        if (TornEnd.IsTorn(path))
        {
            using var exclusive = LogFiles.TryOpenExclusive(path);
            if (exclusive is not null && LocksHold())
            {
                TornEnd.Repair(exclusive);
                return exclusive.Length;
            }
        }

        using FileStream shared = new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        TornEnd.Close(shared);
        return shared.Length;
    }

    private bool LocksHold()
    {
        var full = System.IO.Path.GetFullPath(path);
        try
        {
            return LockProbe.Holds(System.IO.Path.GetDirectoryName(full)!, System.IO.Path.GetFileName(full));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
