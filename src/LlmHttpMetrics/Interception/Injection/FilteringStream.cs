namespace LlmHttpMetrics.Interception.Injection;

/// <summary>The stream of an answer whose usage event the caller did not ask for.</summary>
internal sealed class FilteringStream(Stream inner) : Stream
{
    private const int BufferSize = 4096;

    private readonly UsageEventFilter _filter = new();
    private readonly byte[] _buffer = new byte[BufferSize];
    private bool _ended;

    public override bool CanRead => inner.CanRead;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override bool CanTimeout => inner.CanTimeout;

    public override int ReadTimeout
    {
        get => inner.ReadTimeout;
        set => inner.ReadTimeout = value;
    }

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        while (NeedsMore(buffer.Length))
        {
            Feed(inner.Read(_buffer));
        }

        return Take(buffer);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (NeedsMore(buffer.Length))
        {
            Feed(await inner.ReadAsync(_buffer, cancellationToken).ConfigureAwait(false));
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
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private bool NeedsMore(int wanted) => wanted > 0 && !_ended && _filter.Passed.IsEmpty;

    private void Feed(int count)
    {
        if (count == 0)
        {
            _ended = true;
            _filter.End();
        }
        else
        {
            _filter.Feed(_buffer.AsSpan(0, count));
        }
    }

    private int Take(Span<byte> buffer)
    {
        var count = Math.Min(buffer.Length, _filter.Passed.Length);
        _filter.Passed[..count].CopyTo(buffer);
        _filter.Take(count);
        return count;
    }
}
