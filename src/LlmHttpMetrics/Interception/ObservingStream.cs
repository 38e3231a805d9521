using System.Diagnostics.CodeAnalysis;

namespace LlmHttpMetrics.Interception;

/// <summary>
/// The stream that the caller reads instead of the response's. Each read is passed on unchanged, and what it returned is observed before the caller
/// receives it; no read is added or changed. Members common to all reads are in this file, each way of reading is in a file of its own.
/// </summary>
/// <remarks>
/// It never seeks, even if the inner stream can. This is how answers from a socket behave; SDKs assume that a seekable stream is their own buffer,
/// and read it from its end.
/// </remarks>
internal sealed partial class ObservingStream(Stream inner, IBodyObserver observer) : Stream
{
    public override bool CanRead => inner.CanRead;

    public override bool CanSeek => false;

    public override bool CanWrite => inner.CanWrite;

    public override bool CanTimeout => inner.CanTimeout;

    public override long Length => Unseekable.Length;

    public override long Position
    {
        get => Unseekable.Position;
        set => Unseekable.Position = value;
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

    public override long Seek(long offset, SeekOrigin origin) => Unseekable.Seek(offset, origin);

    public override void SetLength(long value) => Unseekable.SetLength(value);

    public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);

    public override void Write(ReadOnlySpan<byte> buffer) => inner.Write(buffer);

    public override void WriteByte(byte value) => inner.WriteByte(value);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        inner.WriteAsync(buffer, offset, count, cancellationToken);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        inner.WriteAsync(buffer, cancellationToken);

    public override IAsyncResult BeginWrite(byte[] buffer, int offset, int count, AsyncCallback? callback, object? state) =>
        inner.BeginWrite(buffer, offset, count, callback, state);

    public override void EndWrite(IAsyncResult asyncResult) => inner.EndWrite(asyncResult);

    [SuppressMessage("Usage", "CA2215", Justification = "The base would dispose the inner stream once more.")]
    public override ValueTask DisposeAsync()
    {
        observer.OnDisposed();
        return inner.DisposeAsync();
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

    /// <summary>The inner stream, for members that are supported without seeking; throws for a seekable one.</summary>
    private Stream Unseekable => inner.CanSeek ? throw new NotSupportedException() : inner;

    /// <summary>Observes what a read returned. A read into an empty buffer waits for data, and does not mean the end.</summary>
    private void Observe(ReadOnlySpan<byte> bytes, int bufferLength, long pendingSince)
    {
        if (!bytes.IsEmpty)
        {
            observer.OnBytes(bytes, pendingSince);
        }
        else if (bufferLength > 0)
        {
            observer.OnEnd();
        }
    }
}
