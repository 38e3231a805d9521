using System.Runtime.ExceptionServices;
using LlmHttpMetrics.Framing;

namespace LlmHttpMetrics.Interception.Injection;

/// <summary>
/// The stream of an answer with a usage event that the caller did not request. Reads use the caller's own buffer, so that no more is read than the
/// caller asks for; a read that returned only held bytes is repeated.
/// </summary>
internal sealed class FilteringStream(Stream inner) : SequentialStream
{
    private readonly UsageEventFilter _filter = new();
    private ExceptionDispatchInfo? _failure;
    private bool _ended;

    public override bool CanRead => inner.CanRead;

    public override bool CanTimeout => inner.CanTimeout;

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

    public override int Read(byte[] buffer, int offset, int count)
    {
        ValidateBufferArguments(buffer, offset, count);
        return Read(buffer.AsSpan(offset, count));
    }

    public override int Read(Span<byte> buffer)
    {
        while (NeedsMore())
        {
            try
            {
                if (!Feed(buffer[..inner.Read(buffer)], buffer.Length))
                {
                    return 0;
                }
            }
            catch (Exception e) when (EndsAfterHeld(e))
            {
                _failure = ExceptionDispatchInfo.Capture(e);
            }
        }

        return Take(buffer);
    }

    public override int ReadByte()
    {
        Span<byte> one = stackalloc byte[1];
        return Read(one) == 0 ? -1 : one[0];
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        ValidateBufferArguments(buffer, offset, count);
        return ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // The network's stream decides what a cancelled token does, even if bytes or the end of the stream are already here.
        var isCancelled = cancellationToken.IsCancellationRequested;
        while (NeedsMore() || isCancelled)
        {
            isCancelled = false;
            try
            {
                var read = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
                if (!Feed(buffer.Span[..read], buffer.Length))
                {
                    return 0;
                }
            }
            catch (Exception e) when (EndsAfterHeld(e))
            {
                _failure = ExceptionDispatchInfo.Capture(e);
            }
        }

        return Take(buffer.Span);
    }

    public override IAsyncResult BeginRead(byte[] buffer, int offset, int count, AsyncCallback? callback, object? state) =>
        TaskToAsyncResult.Begin(ReadAsync(buffer, offset, count, CancellationToken.None), callback, state);

    public override int EndRead(IAsyncResult asyncResult) => TaskToAsyncResult.End<int>(asyncResult);

    public override async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private bool NeedsMore()
    {
        if (!_filter.Passed.IsEmpty)
        {
            return false;
        }

        if (_failure is { } failure)
        {
            _failure = null;
            failure.Throw();
        }

        return !_ended;
    }

    /// <summary>False if an empty read has waited for bytes and received none.</summary>
    private bool Feed(ReadOnlySpan<byte> bytes, int wanted)
    {
        if (!bytes.IsEmpty)
        {
            _filter.Feed(bytes);
        }
        else if (wanted == 0)
        {
            return false;
        }
        else
        {
            _ended = true;
            _filter.End();
        }

        return true;
    }

    /// <summary>
    /// If the network failed after bytes that the caller has not received yet, the caller receives them first. A read that was cancelled fails
    /// immediately.
    /// </summary>
    private bool EndsAfterHeld(Exception e)
    {
        if (e is OperationCanceledException or ObjectDisposedException || !_filter.Holds)
        {
            return false;
        }

        _filter.End();
        return true;
    }

    private int Take(Span<byte> buffer)
    {
        var passed = _filter.Passed;
        var count = Math.Min(buffer.Length, passed.Length);
        passed[..count].CopyTo(buffer);
        _filter.Take(count);
        return count;
    }
}
