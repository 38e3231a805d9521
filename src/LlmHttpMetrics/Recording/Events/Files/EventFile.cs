using Microsoft.Win32.SafeHandles;

namespace LlmHttpMetrics.Recording.Events.Files;

/// <summary>A file of the file system. Others may read it; that it is open tells them that somebody writes it.</summary>
internal sealed class EventFile(string path, FileMode mode = FileMode.CreateNew) : IEventFile
{
    private readonly SafeFileHandle _handle = File.OpenHandle(path, mode, FileAccess.Write, FileShare.Read | FileShare.Delete);

    public void Write(ReadOnlySpan<byte> bytes, long offset) => RandomAccess.Write(_handle, bytes, offset);

    public void Cut(long length) => RandomAccess.SetLength(_handle, length);

    public void FlushToDisk() => RandomAccess.FlushToDisk(_handle);

    public void Dispose() => _handle.Dispose();
}
