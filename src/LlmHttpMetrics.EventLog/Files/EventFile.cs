using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace LlmHttpMetrics.EventLog.Files;

/// <summary>A file of the file system. While it is open, other processes can read it, and cannot open it exclusively.</summary>
internal sealed class EventFile(string path, FileMode mode = FileMode.CreateNew) : IEventFile
{
    private readonly SafeFileHandle _handle = File.OpenHandle(path, mode, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete);

    public void Write(ReadOnlySpan<byte> bytes, long offset) => RandomAccess.Write(_handle, bytes, offset);

    public int Read(Span<byte> bytes, long offset) => RandomAccess.Read(_handle, bytes, offset);

    public void Cut(long length) => RandomAccess.SetLength(_handle, length);

    public void FlushToDisk() => RandomAccess.FlushToDisk(_handle);

    /// <summary>
    /// Only Linux reports the name of an open file. NFS renames an open file that is deleted to a hidden name until it is closed.
    /// </summary>
    public bool IsMoved()
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        var name = new FileInfo(string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{_handle.DangerousGetHandle()}")).LinkTarget;
        return name is not null
            && !name.EndsWith(" (deleted)", StringComparison.Ordinal)
            && !Path.GetFileName(name.AsSpan()).StartsWith(".nfs", StringComparison.Ordinal);
    }

    public void Dispose() => _handle.Dispose();
}
