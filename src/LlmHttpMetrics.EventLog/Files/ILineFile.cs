namespace LlmHttpMetrics.EventLog.Files;

/// <summary>Where lines are kept: one file, or one after the other. Not for several threads at once.</summary>
internal interface ILineFile : IDisposable
{
    /// <summary>What it is and where, for people.</summary>
    string Description { get; }

    /// <summary>The file that is open; null where none is.</summary>
    string? Path { get; }

    /// <summary>Finds out whether it can be written.</summary>
    /// <exception cref="Exception">It cannot.</exception>
    void Probe();

    /// <summary>Hands whole lines to the operating system.</summary>
    /// <exception cref="Exception">It could not be done; nothing of them is there.</exception>
    void Append(ReadOnlySpan<byte> lines);

    /// <summary>Waits until the disk has all lines so far, where the options say so.</summary>
    /// <exception cref="Exception">It may not have them.</exception>
    void FlushToDisk();

    /// <summary>Closes what has been open for long enough.</summary>
    void CloseIfDue();

    /// <summary>Closes what is open; the next line opens it, or another, again. Never throws.</summary>
    void Close();
}
