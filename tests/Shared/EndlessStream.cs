namespace LlmHttpMetrics.TestUtilities;

/// <summary>A body that begins somehow and then repeats itself, with no array of its size behind it.</summary>
public sealed class EndlessStream(byte[] start, byte[] again, long length) : Stream
{
    private long _position;

    public EndlessStream(string start, string again, long length)
        : this(WireSamples.Bytes(start), WireSamples.Bytes(again), length)
    {
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var size = (int)Math.Min(buffer.Length, length - _position);
        for (var i = 0; i < size; i++)
        {
            buffer[i] = At(_position++);
        }

        return size;
    }

    /// <summary>The byte that stands at a position.</summary>
    public byte At(long position) => position < start.Length ? start[position] : again[(position - start.Length) % again.Length];

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
