namespace LlmHttpMetrics.TestUtilities;

/// <summary>A body as a network brings it: in pieces, and its asynchronous reads complete later on another thread.</summary>
public sealed class TrickleStream(byte[] body, Delivery delivery = Delivery.Whole, int seed = 1) : Stream
{
    private readonly Random _random = new(seed);
    private int _position;
    private bool _isDisposed;

    /// <summary>Called before each read that brings bytes or the end; may throw in place of the network.</summary>
    public Action<int>? BeforeRead { get; init; }

    /// <summary>Asynchronous reads complete later; else at once.</summary>
    public bool IsAsync { get; init; } = true;

    /// <summary>The sizes that the caller asked for, in order.</summary>
    public List<int> Requested { get; } = [];

    public bool IsDisposed => _isDisposed;

    public override bool CanRead => !_isDisposed;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Take(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer) => Take(buffer);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (IsAsync)
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
        }

        return Take(buffer.Span);
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        _isDisposed = true;
        base.Dispose(disposing);
    }

    private int Take(Span<byte> buffer)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        Requested.Add(buffer.Length);
        if (buffer.IsEmpty)
        {
            return 0;
        }

        BeforeRead?.Invoke(_position);
        var left = Math.Min(buffer.Length, body.Length - _position);
        var size = delivery switch
        {
            Delivery.ByteByByte => Math.Min(left, 1),
            Delivery.SeededPieces when left > 1 => _random.Next(1, Math.Min(left, 64) + 1),
            _ => left,
        };
        body.AsSpan(_position, size).CopyTo(buffer);
        _position += size;
        return size;
    }
}
