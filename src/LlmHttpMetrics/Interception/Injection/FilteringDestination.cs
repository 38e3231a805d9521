using LlmHttpMetrics.Framing;

namespace LlmHttpMetrics.Interception.Injection;

/// <summary>The destination of a copy of an answer with a usage event that the caller did not request.</summary>
internal sealed class FilteringDestination(Stream inner) : SequentialStream
{
    private readonly UsageEventFilter _filter = new();
    private bool _isWriting;

    public override bool CanWrite => inner.CanWrite;

    public override bool CanTimeout => inner.CanTimeout;

    public override int WriteTimeout
    {
        get => inner.WriteTimeout;
        set => inner.WriteTimeout = value;
    }

    /// <summary>Ends the copy: held bytes are written, unless the destination itself has failed.</summary>
    public void End()
    {
        if (!_isWriting)
        {
            _filter.End();
            WritePassed();
        }
    }

    /// <inheritdoc cref="End"/>
    public ValueTask EndAsync(CancellationToken cancellationToken)
    {
        if (_isWriting)
        {
            return ValueTask.CompletedTask;
        }

        _filter.End();
        return WritePassedAsync(cancellationToken);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        _filter.Feed(buffer);
        WritePassed();
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _filter.Feed(buffer.Span);
        return WritePassedAsync(cancellationToken);
    }

    public override void Flush() => inner.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    private void WritePassed()
    {
        var passed = _filter.PassedMemory;
        if (!passed.IsEmpty)
        {
            _isWriting = true;
            inner.Write(passed.Span);
            _isWriting = false;
            _filter.Take(passed.Length);
        }
    }

    private async ValueTask WritePassedAsync(CancellationToken cancellationToken)
    {
        var passed = _filter.PassedMemory;
        if (!passed.IsEmpty)
        {
            _isWriting = true;
            await inner.WriteAsync(passed, cancellationToken).ConfigureAwait(false);
            _isWriting = false;
            _filter.Take(passed.Length);
        }
    }
}
