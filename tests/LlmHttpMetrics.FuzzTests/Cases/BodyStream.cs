using LlmHttpMetrics.FuzzTests.Exchanges;

namespace LlmHttpMetrics.FuzzTests.Cases;

/// <summary>A body as a network brings it: in pieces, some reads later than others, and a tail that may repeat for ever.</summary>
internal sealed class BodyStream(byte[] body, byte[] tail, Pieces pieces, int seed) : Stream
{
    private const int SmallPiece = 64;
    private const int LargePiece = 4096;
    private const int OneInLater = 5;

    private Random? _random;
    private long _position;

    /// <summary>Thrown once so many bytes have come.</summary>
    public (Exception Exception, long At)? Failure { get; init; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public static BodyStream Of(FuzzCase fuzz, (Exception, long)? failure = null) =>
        new(fuzz.Exchange.Response, fuzz.Exchange.Tail, fuzz.Pieces, fuzz.Seed) { Failure = failure };

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (Failure is { } failure && _position >= failure.At)
        {
            throw failure.Exception;
        }

        var count = (int)Math.Min(Math.Min(buffer.Length, PieceLength()), (Failure?.At ?? long.MaxValue) - _position);
        var read = Copy(buffer[..count]);
        _position += read;
        return read;
    }

    public override int ReadByte()
    {
        Span<byte> one = stackalloc byte[1];
        return Read(one) == 0 ? -1 : one[0];
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Random.Next(OneInLater) == 0 ? ReadLaterAsync(buffer) : new ValueTask<int>(Read(buffer.Span));
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private Random Random => _random ??= new Random(seed);

    private int PieceLength() => pieces switch
    {
        Pieces.Bytes => 1,
        Pieces.Small => Random.Next(1, SmallPiece + 1),
        Pieces.Large => Random.Next(1, LargePiece + 1),
        _ => int.MaxValue,
    };

    private async ValueTask<int> ReadLaterAsync(Memory<byte> buffer)
    {
        await Task.Yield();
        return Read(buffer.Span);
    }

    private int Copy(Span<byte> buffer) => EndlessBody.CopyTo(body, tail, _position, buffer);
}
