using System.Buffers;
using LlmHttpMetrics.Framing;

namespace LlmHttpMetrics.Interception;

/// <summary>Captures what content writes, up to a maximum length. Writes beyond that length, or after <see cref="End"/>, are refused.</summary>
internal sealed class CaptureStream(int maxLength) : SequentialStream
{
    private readonly object _lock = new();
    private readonly ArrayBufferWriter<byte> _kept = new();
    private bool _ended;

    /// <summary>Whether more was written than the maximum length.</summary>
    public bool IsExceeded { get; private set; }

    public override bool CanWrite => true;

    /// <summary>Returns what has been written so far; nothing is added to it afterwards.</summary>
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
                throw new IOException("The request is longer than the maximum length that is captured.");
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
}
