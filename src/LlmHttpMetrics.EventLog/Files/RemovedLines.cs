namespace LlmHttpMetrics.EventLog.Files;

/// <summary>
/// A file that was removed while it was written, until what was written to it afterwards stands in another. What had been there before is gone: whoever
/// removed it wanted that, or did not. Nobody may be told that it is there.
/// </summary>
internal sealed class RemovedLines
{
    private OpenLines? _lines;
    private string? _lost;

    /// <summary>Nothing has to be written again.</summary>
    public bool IsEmpty => _lines is null;

    /// <summary>Takes a file that is gone; it is closed here.</summary>
    public void Take(OpenLines lines)
    {
        Drop();
        lines.Leave();
        if (lines.HasUnconfirmed)
        {
            _lost = lines.Path;
        }

        if (lines.HasUnseen)
        {
            _lines = lines;
        }
        else
        {
            lines.Dispose();
        }
    }

    /// <summary>Writes the rest of the file to another.</summary>
    /// <exception cref="Exception">It could not be done; the next call goes on.</exception>
    public void MoveTo(OpenLines target)
    {
        if (_lines is { } lines)
        {
            lines.MoveUnseenTo(target);
            lines.Dispose();
            _lines = null;
        }
    }

    /// <summary>Gives the rest up.</summary>
    public void Drop()
    {
        if (_lines is { } lines)
        {
            _lost = lines.Path;
            lines.Dispose();
            _lines = null;
        }
    }

    /// <exception cref="IOException">Lines that have not been confirmed are gone. That is said once.</exception>
    public void ThrowIfLost()
    {
        if (_lost is { } path)
        {
            _lost = null;
            throw new IOException($"The file '{path}' has been removed, with events that had not been confirmed.");
        }
    }
}
