using LlmHttpMetrics.EventLog.Files;

namespace LlmHttpMetrics.Tests.EventLog;

/// <summary>Files on a disk that may be full: what still fits is written, the rest throws, as a file system has it.</summary>
internal sealed class FullDisk
{
    /// <summary>Bytes that still fit; any number unless it is set.</summary>
    public long Room { get; set; } = long.MaxValue;

    /// <summary>Cutting a file fails too.</summary>
    public bool IsBroken { get; set; }

    /// <summary>What is written does not get to the disk.</summary>
    public bool IsUnsafe { get; set; }

    /// <summary>Closing a file fails, though it is closed.</summary>
    public bool ThrowWhenClosed { get; set; }

    public IEventFile Open(string path) => new LimitedFile(this, new EventFile(path));

    private sealed class LimitedFile(FullDisk disk, EventFile file) : IEventFile
    {
        public void Write(ReadOnlySpan<byte> bytes, long offset)
        {
            var fits = (int)Math.Min(bytes.Length, disk.Room);
            file.Write(bytes[..fits], offset);
            disk.Room -= disk.Room == long.MaxValue ? 0 : fits;
            if (fits < bytes.Length)
            {
                throw new IOException("No space left on device.");
            }
        }

        public int Read(Span<byte> bytes, long offset) => file.Read(bytes, offset);

        public bool IsMoved() => file.IsMoved();

        public void Cut(long length)
        {
            if (disk.IsBroken)
            {
                throw new IOException("Input/output error.");
            }

            file.Cut(length);
        }

        public void FlushToDisk()
        {
            if (disk.IsUnsafe)
            {
                throw new IOException("Input/output error.");
            }

            file.FlushToDisk();
        }

        public void Dispose()
        {
            file.Dispose();
            if (disk.ThrowWhenClosed)
            {
                throw new IOException("Input/output error.");
            }
        }
    }
}
