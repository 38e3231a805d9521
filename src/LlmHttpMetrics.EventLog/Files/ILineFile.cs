namespace LlmHttpMetrics.EventLog.Files;

/// <summary>The target of lines: one file, or a series of files. Not thread-safe.</summary>
internal interface ILineFile : IDisposable
{
    /// <summary>What it is and where, for messages.</summary>
    string Description { get; }

    /// <summary>The open file; null if none is open.</summary>
    string? Path { get; }

    /// <summary>Tests whether it can be written.</summary>
    /// <exception cref="Exception">It cannot be written.</exception>
    void Probe();

    /// <summary>Writes complete lines to the operating system.</summary>
    /// <exception cref="Exception">Nothing was written.</exception>
    void Append(ReadOnlySpan<byte> lines);

    /// <summary>Waits until all lines are on the disk, if the options require it.</summary>
    /// <exception cref="Exception">They may not be on the disk.</exception>
    void FlushToDisk();

    /// <summary>Closes a file that has reached its maximum age.</summary>
    void CloseIfDue();

    /// <summary>Closes the open file; the next line opens it again, or another one. Never throws.</summary>
    void Close();
}
