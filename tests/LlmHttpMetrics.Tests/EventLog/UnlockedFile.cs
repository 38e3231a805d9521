using LlmHttpMetrics.EventLog.Files;

namespace LlmHttpMetrics.Tests.EventLog;

/// <summary>A file of a file system whose locks do nothing: nobody can see that it is open.</summary>
internal sealed class UnlockedFile : IEventFile
{
    private readonly string _path;

    public UnlockedFile(string path)
    {
        _path = path;
        new EventFile(path).Dispose();
    }

    public void Write(ReadOnlySpan<byte> bytes, long offset)
    {
        // A file that has been deleted takes what is written, and nobody finds it again.
        if (File.Exists(_path))
        {
            using EventFile file = new(_path, FileMode.Open);
            file.Write(bytes, offset);
        }
    }

    public int Read(Span<byte> bytes, long offset) => 0;

    public void Cut(long length)
    {
    }

    public void FlushToDisk()
    {
    }

    public bool IsMoved() => false;

    public void Dispose()
    {
    }
}
