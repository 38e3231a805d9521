namespace LlmHttpMetrics.Tests.Telemetry;

/// <summary>A network that brings an event a read, and moves the clock while the reader waits for it.</summary>
internal sealed class PacedStream(string[] events, int[] waits, ManualTimeProvider time) : Stream
{
    private int _next;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // Later, and on another thread: the reader is left waiting.
        await Task.Delay(1, cancellationToken);
        if (_next == events.Length)
        {
            return 0;
        }

        time.AdvanceMilliseconds(waits[_next]);
        var bytes = WireSamples.Bytes(events[_next++] + "\n\n");
        bytes.CopyTo(buffer);
        return bytes.Length;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
