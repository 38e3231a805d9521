namespace LlmHttpMetrics.Recording.Events.Files;

/// <summary>A file that is being written.</summary>
internal interface IEventFile : IDisposable
{
    /// <summary>Writes all of it at this place.</summary>
    void Write(ReadOnlySpan<byte> bytes, long offset);

    /// <summary>Cuts off what stands from here on.</summary>
    void Cut(long length);

    /// <summary>Waits until the disk has it.</summary>
    void FlushToDisk();
}
