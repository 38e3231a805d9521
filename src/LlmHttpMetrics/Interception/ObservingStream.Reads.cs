using System.Runtime.CompilerServices;

namespace LlmHttpMetrics.Interception;

/// <summary>Reads into the caller's buffer.</summary>
internal sealed partial class ObservingStream
{
    public override int Read(byte[] buffer, int offset, int count)
    {
        int read;
        var since = observer.Now();
        try
        {
            read = Inner.Read(buffer, offset, count);
        }
        catch (Exception e)
        {
            observer.OnFailed(e, CancellationToken.None);
            throw;
        }

        Observe(buffer.AsSpan(offset, read), count, since);
        return read;
    }

    public override int Read(Span<byte> buffer)
    {
        int read;
        var since = observer.Now();
        try
        {
            read = Inner.Read(buffer);
        }
        catch (Exception e)
        {
            observer.OnFailed(e, CancellationToken.None);
            throw;
        }

        Observe(buffer[..read], buffer.Length, since);
        return read;
    }

    public override int ReadByte()
    {
        int value;
        var since = observer.Now();
        try
        {
            value = Inner.ReadByte();
        }
        catch (Exception e)
        {
            observer.OnFailed(e, CancellationToken.None);
            throw;
        }

        var b = (byte)value;
        Observe(value < 0 ? [] : new ReadOnlySpan<byte>(in b), 1, since);
        return value;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        Task<int> pending;
        try
        {
            pending = Inner.ReadAsync(buffer, offset, count, cancellationToken);
        }
        catch (Exception e)
        {
            observer.OnFailed(e, cancellationToken);
            throw;
        }

        if (pending.IsCompletedSuccessfully)
        {
            Observe(buffer.AsSpan(offset, pending.Result), count, 0);
            return pending;
        }

        observer.OnWaiting(cancellationToken);
        return WaitAsync(new ValueTask<int>(pending), buffer.AsMemory(offset, count), observer.Now(), cancellationToken).AsTask();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ValueTask<int> pending;
        try
        {
            pending = Inner.ReadAsync(buffer, cancellationToken);
        }
        catch (Exception e)
        {
            observer.OnFailed(e, cancellationToken);
            throw;
        }

        if (pending.IsCompletedSuccessfully)
        {
            var read = pending.Result;
            Observe(buffer.Span[..read], buffer.Length, 0);
            return new ValueTask<int>(read);
        }

        observer.OnWaiting(cancellationToken);
        return WaitAsync(pending, buffer, observer.Now(), cancellationToken);
    }

    public override IAsyncResult BeginRead(byte[] buffer, int offset, int count, AsyncCallback? callback, object? state) =>
        TaskToAsyncResult.Begin(ReadAsync(buffer, offset, count, CancellationToken.None), callback, state);

    public override int EndRead(IAsyncResult asyncResult) => TaskToAsyncResult.End<int>(asyncResult);

    /// <summary>Waits for a read. Its state comes from a pool: a stream of many small reads does not allocate.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> WaitAsync(ValueTask<int> pending, Memory<byte> buffer, long since, CancellationToken cancellationToken)
    {
        int read;
        try
        {
            read = await pending.ConfigureAwait(false);
        }
        catch (Exception e)
        {
            observer.OnFailed(e, cancellationToken);
            throw;
        }

        Observe(buffer.Span[..read], buffer.Length, since);
        return read;
    }
}
