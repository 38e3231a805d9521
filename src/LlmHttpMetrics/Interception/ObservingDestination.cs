namespace LlmHttpMetrics.Interception;

/// <summary>The destination of a copy, with an onlooker. Not disposed of with the copy: it is the caller's.</summary>
/// <param name="inner">Where the bytes go.</param>
/// <param name="observer">Who looks on.</param>
/// <param name="skip">Bytes at the beginning that have been looked at already; negative after a gap, when nothing can be understood.</param>
internal sealed class ObservingDestination(Stream inner, IBodyObserver observer, long skip = 0) : Stream
{
    private bool _hasFailed;

    /// <summary>Bytes that were new.</summary>
    public long Written { get; private set; }

    /// <summary>
    /// A copy failed because the caller's destination did: nothing is wrong with what was copied. The client's own buffer, whose limit was reached, is none.
    /// </summary>
    public bool IsAtFault(Exception exception, CancellationToken cancellationToken) =>
        _hasFailed && !cancellationToken.IsCancellationRequested
        && exception is not (OperationCanceledException or HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded });

    public override bool CanRead => false;

    public override bool CanSeek => inner.CanSeek;

    public override bool CanWrite => inner.CanWrite;

    public override bool CanTimeout => inner.CanTimeout;

    public override long Length => inner.Length;

    public override long Position
    {
        get => inner.Position;
        set => inner.Position = value;
    }

    public override int WriteTimeout
    {
        get => inner.WriteTimeout;
        set => inner.WriteTimeout = value;
    }

    public override void Flush() => inner.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => inner.Seek(offset, origin);

    public override void SetLength(long value) => inner.SetLength(value);

    public override void Write(byte[] buffer, int offset, int count)
    {
        Observe(buffer.AsSpan(offset, count));
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

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Observe(buffer.Span);
        ValueTask writing;
        try
        {
            writing = inner.WriteAsync(buffer, cancellationToken);
        }
        catch (Exception)
        {
            _hasFailed = true;
            throw;
        }

        return writing.IsCompletedSuccessfully ? writing : WaitAsync(writing);
    }

    private async ValueTask WaitAsync(ValueTask writing)
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

    private void Observe(ReadOnlySpan<byte> bytes)
    {
        if (skip != 0)
        {
            if (skip < 0 || bytes.Length <= skip)
            {
                skip = Math.Max(-1, skip < 0 ? -1 : skip - bytes.Length);
                return;
            }

            bytes = bytes[(int)skip..];
            skip = 0;
        }

        if (!bytes.IsEmpty)
        {
            Written += bytes.Length;
            observer.OnBytes(bytes, IBodyObserver.Pumped);
        }
    }
}
