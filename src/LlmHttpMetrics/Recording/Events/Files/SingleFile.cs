namespace LlmHttpMetrics.Recording.Events.Files;

/// <summary>One file to which lines are appended, and which is left to others to roll: where it has been moved away or deleted, it is made again.</summary>
internal sealed class SingleFile(string path, string description, TimeProvider time) : ILineFile
{
    private OpenLines? _lines;

    public string Description => description;

    public string? Path => _lines?.Path;

    public void Probe() => Open().Dispose();

    public void Append(ReadOnlySpan<byte> lines)
    {
        if (_lines?.IsDeleted() == true)
        {
            Close();
        }

        _lines ??= Open();
        try
        {
            _lines.Append(lines);
        }
        catch (Exception)
        {
            // It may be another file by now, or one whose end has to be repaired.
            Close();
            throw;
        }
    }

    public void FlushToDisk() => _lines?.FlushToDisk();

    public void CloseIfDue()
    {
    }

    public void Close()
    {
        _lines?.Dispose();
        _lines = null;
    }

    public void Dispose() => Close();

    /// <summary>Opens the file behind its last whole line.</summary>
    private OpenLines Open()
    {
        long length;
        using (FileStream whole = new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0))
        {
            TornEnd.Repair(whole);
            length = whole.Length;
        }

        return new OpenLines(path, new EventFile(path, FileMode.Open), length, time);
    }
}
