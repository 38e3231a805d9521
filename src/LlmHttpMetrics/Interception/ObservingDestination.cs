using LlmHttpMetrics.Framing;

namespace LlmHttpMetrics.Interception;

/// <summary>
/// The destination of a copy. What is written is observed and passed on unchanged; everything else that the source does with its destination,
/// including disposing it, is forwarded to the destination itself.
/// </summary>
internal sealed class ObservingDestination(Stream inner, IBodyObserver observer) : WrappingStream(inner)
{
    private bool _hasFailed;

    public override void Write(byte[] buffer, int offset, int count)
    {
        Observe(buffer, offset, count);
        try
        {
            Inner.Write(buffer, offset, count);
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
            Inner.Write(buffer);
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
            Inner.WriteByte(value);
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
            var writing = Inner.WriteAsync(buffer, offset, count, cancellationToken);
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
            var writing = Inner.WriteAsync(buffer, cancellationToken);
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
        return Inner.BeginWrite(buffer, offset, count, callback, state);
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
