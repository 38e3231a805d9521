namespace LlmHttpMetrics.EventLog.Files;

/// <summary>
/// A file that was removed while it was being written, until the lines that were written to it afterwards have been copied to another file. Lines that
/// were written before are lost, on purpose or not, and must not be confirmed.
/// </summary>
internal sealed class RemovedLines
{
    private OpenLines? _lines;
    private string? _lost;

    /// <summary>Whether nothing has to be written again.</summary>
    public bool IsEmpty => _lines is null;

    /// <summary>Takes over a file that was removed, and closes it later.</summary>
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

    /// <summary>Copies the remaining lines to another file.</summary>
    /// <exception cref="Exception">Not all lines were copied; the next call continues.</exception>
    public void MoveTo(OpenLines target)
    {
        if (_lines is { } lines)
        {
            lines.MoveUnseenTo(target);
            lines.Dispose();
            _lines = null;
        }
    }

    /// <summary>Discards the remaining lines.</summary>
    public void Drop()
    {
        if (_lines is { } lines)
        {
            _lost = lines.Path;
            lines.Dispose();
            _lines = null;
        }
    }

    /// <exception cref="IOException">Lines that were not confirmed are lost. This is reported once.</exception>
    public void ThrowIfLost()
    {
        if (_lost is { } path)
        {
            _lost = null;
            throw new IOException($"The file '{path}' has been removed, with events that had not been confirmed.");
        }
    }
}
