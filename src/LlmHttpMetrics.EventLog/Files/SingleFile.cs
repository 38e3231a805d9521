namespace LlmHttpMetrics.EventLog.Files;

/// <summary>One file to which lines are appended, and which is left to others to roll: where it has been moved away or deleted, it is made again.</summary>
internal sealed class SingleFile(string path, string description, TimeProvider time) : ILineFile
{
    private const int MostTries = 3;

    private readonly RemovedLines _removed = new();
    private OpenLines? _lines;

    public string Description => description;

    public string? Path => _lines?.Path;

    /// <summary>A file that this process writes can be written, and is not touched.</summary>
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
            // It may be another file by now, or one whose end has to be repaired.
            CloseFile();
            throw;
        }
    }

    public void FlushToDisk()
    {
        for (var tries = 1; (_lines is not null || !_removed.IsEmpty) && !TryConfirm(); tries++)
        {
            if (tries == MostTries)
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

    /// <summary>Makes sure of the file that is open; false where it has been removed meanwhile.</summary>
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

    /// <summary>What was written to a file that has been moved away is there; of one that has been deleted it is written again.</summary>
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

    /// <summary>Opens the file behind its last whole line.</summary>
    private OpenLines Open()
    {
        var entry = WrittenFiles.TryEnter(ResolvedPath.Of(path)) ?? throw new IOException($"This process writes the file '{path}' already.");
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
    /// Makes the file where it is not there. What a killed process has left torn is cut off where nobody else can be writing it, else gets a
    /// line break.
    /// </summary>
    private long EndOfLines()
    {
        using (new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0))
        {
        }

        if (TornEnd.IsTorn(path))
        {
            using var alone = LogFiles.TryOpenAlone(path);
            if (alone is not null && LocksHold())
            {
                TornEnd.Repair(alone);
                return alone.Length;
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
