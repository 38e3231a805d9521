using System.Buffers;

namespace LlmHttpMetrics.Interception;

/// <summary>Keeps what content writes of itself, up to a length. What comes later, or when nobody waits for it any more, is refused.</summary>
internal sealed class CaptureStream(int maxLength) : Stream
{
    private readonly object _lock = new();
    private readonly ArrayBufferWriter<byte> _kept = new();
    private bool _ended;

    /// <summary>More was written than is kept.</summary>
    public bool IsExceeded { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>What has been written so far; nothing is added to it.</summary>
    public ReadOnlyMemory<byte> End()
    {
        lock (_lock)
        {
            _ended = true;
            return _kept.WrittenMemory;
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        lock (_lock)
        {
            if (_ended)
            {
                throw new IOException("The request is no longer being read.");
            }

            _kept.Write(buffer);
            if (_kept.WrittenCount > maxLength)
            {
                IsExceeded = _ended = true;
                throw new IOException("The request is longer than is read of one.");
            }
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
