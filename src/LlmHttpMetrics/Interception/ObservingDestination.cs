using System.Diagnostics.CodeAnalysis;

namespace LlmHttpMetrics.Interception;

/// <summary>
/// The destination of a copy. What is written is observed and passed on unchanged; everything else that the source does with its destination,
/// including disposing it, is forwarded to the destination itself.
/// </summary>
internal sealed class ObservingDestination(Stream inner, IBodyObserver observer) : Stream
{
    private bool _hasFailed;

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

    public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

    public override int Read(Span<byte> buffer) => inner.Read(buffer);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        inner.ReadAsync(buffer, offset, count, cancellationToken);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        inner.ReadAsync(buffer, cancellationToken);

    public override long Seek(long offset, SeekOrigin origin) => inner.Seek(offset, origin);

    public override void SetLength(long value) => inner.SetLength(value);

    public override void Write(byte[] buffer, int offset, int count)
    {
        Observe(buffer, offset, count);
        try
        {
            inner.Write(buffer, offset, count);
        }
        catch (Exception)
        {
            _hasFailed = true;
            throw;
        }
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        Observe(buffer);
        try
        {
            inner.Write(buffer);
        }
        catch (Exception)
        {
            _hasFailed = true;
            throw;
        }
    }

    public override void WriteByte(byte value)
    {
        Observe(new ReadOnlySpan<byte>(in value));
        try
        {
            inner.WriteByte(value);
        }
        catch (Exception)
        {
            _hasFailed = true;
            throw;
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        Observe(buffer, offset, count);
        try
        {
            var writing = inner.WriteAsync(buffer, offset, count, cancellationToken);
            return writing.IsCompletedSuccessfully ? writing : WaitAsync(writing);
        }
        catch (Exception)
        {
            _hasFailed = true;
            throw;
        }
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Observe(buffer.Span);
        try
        {
            var writing = inner.WriteAsync(buffer, cancellationToken);
            return writing.IsCompletedSuccessfully ? writing : new ValueTask(WaitAsync(writing.AsTask()));
        }
        catch (Exception)
        {
            _hasFailed = true;
            throw;
        }
    }

    public override IAsyncResult BeginWrite(byte[] buffer, int offset, int count, AsyncCallback? callback, object? state)
    {
        Observe(buffer, offset, count);
        return inner.BeginWrite(buffer, offset, count, callback, state);
    }

    public override void EndWrite(IAsyncResult asyncResult) => inner.EndWrite(asyncResult);

    [SuppressMessage("Usage", "CA2215", Justification = "The base would dispose the inner stream once more.")]
    public override ValueTask DisposeAsync() => inner.DisposeAsync();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>
    /// Whether a copy failed because of the caller's destination, so that there is nothing wrong with what was copied. The client's own buffer, if it
    /// reached its limit, does not count as such a destination.
    /// </summary>
    public bool IsAtFault(Exception exception, CancellationToken cancellationToken) =>
        _hasFailed && !cancellationToken.IsCancellationRequested
        && exception is not (OperationCanceledException or HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded });

    private async Task WaitAsync(Task writing)
    {
        try
        {
            await writing.ConfigureAwait(false);
        }
        catch (Exception)
        {
            _hasFailed = true;
            throw;
        }
    }

    /// <summary>Observes the bytes. Invalid arguments are left to the destination, which throws for them.</summary>
    private void Observe(byte[] buffer, int offset, int count)
    {
        if (buffer is not null && offset >= 0 && count >= 0 && count <= buffer.Length - offset)
        {
            Observe(buffer.AsSpan(offset, count));
        }
    }

    private void Observe(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.IsEmpty)
        {
            observer.OnBytes(bytes, IBodyObserver.Pumped);
        }
    }
}
