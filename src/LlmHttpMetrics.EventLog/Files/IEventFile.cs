namespace LlmHttpMetrics.EventLog.Files;

/// <summary>A file that is being written.</summary>
internal interface IEventFile : IDisposable
{
    /// <summary>Writes all bytes at this offset.</summary>
    void Write(ReadOnlySpan<byte> bytes, long offset);

    /// <summary>Reads at this offset, even if the file has been deleted; returns 0 at its end.</summary>
    int Read(Span<byte> bytes, long offset);

    /// <summary>Truncates the file.</summary>
    void Cut(long length);

    /// <summary>Waits until the content is on the disk.</summary>
    void FlushToDisk();

    /// <summary>Whether the file was renamed, and not deleted. False if that cannot be determined.</summary>
    bool IsMoved();
}
