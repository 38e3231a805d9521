using LlmHttpMetrics.Framing;

namespace LlmHttpMetrics.EventLog.Reading;

/// <summary>A stream whose first bytes have already been read. The inner stream stays open.</summary>
internal sealed class PrefixedStream(byte[] prefix, Stream rest) : SequentialStream
{
    private int _read;

    public override bool CanRead => true;

    public override int Read(Span<byte> buffer) => _read < prefix.Length ? ReadPrefix(buffer) : rest.Read(buffer);

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        _read < prefix.Length ? new(ReadPrefix(buffer.Span)) : rest.ReadAsync(buffer, cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    private int ReadPrefix(Span<byte> buffer)
    {
        var count = Math.Min(buffer.Length, prefix.Length - _read);
        prefix.AsSpan(_read, count).CopyTo(buffer);
        _read += count;
        return count;
    }
}
