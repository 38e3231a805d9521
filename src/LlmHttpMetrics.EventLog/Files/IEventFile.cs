namespace LlmHttpMetrics.EventLog.Files;

/// <summary>A file that is being written.</summary>
internal interface IEventFile : IDisposable
{
    /// <summary>Writes all of it at this place.</summary>
    void Write(ReadOnlySpan<byte> bytes, long offset);

    /// <summary>Reads what stands at this place, also where the file has been deleted; 0 behind its end.</summary>
    int Read(Span<byte> bytes, long offset);

    /// <summary>Cuts off what stands from here on.</summary>
    void Cut(long length);

    /// <summary>Waits until the disk has it.</summary>
    void FlushToDisk();

    /// <summary>The file has another name by now, and is not deleted. False where that cannot be known.</summary>
    bool IsMoved();
}
