using LlmHttpMetrics.Framing;

namespace LlmHttpMetrics.Interception;

/// <summary>
/// The stream that the caller reads instead of the response's. Each read is passed on unchanged, and what it returned is observed before the caller
/// receives it; no read is added or changed. Members common to all reads are in this file, each way of reading is in a file of its own.
/// </summary>
/// <remarks>
/// It never seeks, even if the inner stream can. This is how answers from a socket behave; SDKs assume that a seekable stream is their own buffer,
/// and read it from its end.
/// </remarks>
internal sealed partial class ObservingStream(Stream inner, IBodyObserver observer) : WrappingStream(inner)
{
    public override bool CanSeek => false;

    public override long Length => Unseekable.Length;

    public override long Position
    {
        get => Unseekable.Position;
        set => Unseekable.Position = value;
    }

    public override long Seek(long offset, SeekOrigin origin) => Unseekable.Seek(offset, origin);

    public override void SetLength(long value) => Unseekable.SetLength(value);

    public override ValueTask DisposeAsync()
    {
        observer.OnDisposed();
        return base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            observer.OnDisposed();
        }

        base.Dispose(disposing);
    }

    /// <summary>The inner stream, for members that are supported without seeking; throws for a seekable one.</summary>
    private Stream Unseekable => Inner.CanSeek ? throw new NotSupportedException() : Inner;

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
