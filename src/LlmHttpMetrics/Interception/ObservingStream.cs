namespace LlmHttpMetrics.Interception;

/// <summary>
/// The response stream the caller reads. Each of his reads is passed on as it is, and what it brought is looked at before
/// he gets it. No read is added, none is changed. What reads have in common stands here, each way of reading in its own file.
/// </summary>
internal sealed partial class ObservingStream(Stream inner, IBodyObserver observer) : Stream
{
    private readonly bool _isSeekable = inner.CanSeek;

    /// <summary>How far the body has been looked at; a seekable stream may be read again.</summary>
    private long _observed;

    public override bool CanRead => inner.CanRead;

    public override bool CanSeek => inner.CanSeek;

    public override bool CanWrite => inner.CanWrite;

    public override bool CanTimeout => inner.CanTimeout;

    public override long Length => inner.Length;

    public override long Position
    {
        get => inner.Position;
        set => inner.Position = value;
    }

    public override int ReadTimeout
    {
        get => inner.ReadTimeout;
        set => inner.ReadTimeout = value;
    }

    public override int WriteTimeout
    {
        get => inner.WriteTimeout;
        set => inner.WriteTimeout = value;
    }

    public override void Flush() => inner.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override long Seek(long offset, SeekOrigin origin) => inner.Seek(offset, origin);

    public override void SetLength(long value) => inner.SetLength(value);

    public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);

    public override void Write(ReadOnlySpan<byte> buffer) => inner.Write(buffer);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        inner.WriteAsync(buffer, offset, count, cancellationToken);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        inner.WriteAsync(buffer, cancellationToken);

    public override async ValueTask DisposeAsync()
    {
        observer.OnDisposed();
        await inner.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            observer.OnDisposed();
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Looks at what a read has brought. An empty buffer is a way to wait for data, and says nothing of the end.</summary>
    private void Observe(ReadOnlySpan<byte> bytes, int bufferLength, long pendingSince)
    {
        if (bytes.IsEmpty)
        {
            if (bufferLength > 0)
            {
                observer.OnEnd();
            }

            return;
        }

        // Asked again, since it may have been disposed of meanwhile.
        if (_isSeekable && inner.CanSeek)
        {
            // A caller who has gone back reads bytes that have been looked at; one who has gone ahead leaves a gap, after
            // which the rest cannot be understood.
            var start = inner.Position - bytes.Length;
            var known = _observed - start;
            if (known < 0 || known >= bytes.Length)
            {
                return;
            }

            bytes = bytes[(int)known..];
        }

        _observed += bytes.Length;
        observer.OnBytes(bytes, pendingSince);
    }
}
