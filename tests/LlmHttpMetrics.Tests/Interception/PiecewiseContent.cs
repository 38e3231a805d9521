using System.Net;

namespace LlmHttpMetrics.Tests.Interception;

/// <summary>Content of a type of one's own: written in pieces, its length perhaps unknown, and serialized as often as asked.</summary>
internal sealed class PiecewiseContent(byte[] body) : HttpContent
{
    private int _serialized;

    public bool KnowsLength { get; init; }

    /// <summary>Thrown half-way.</summary>
    public Exception? Fault { get; init; }

    public int Serialized => _serialized;

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        Interlocked.Increment(ref _serialized);
        for (var at = 0; at < body.Length; at += 10)
        {
            if (Fault is not null && at > body.Length / 2)
            {
                throw Fault;
            }

            await Task.Yield();
            await stream.WriteAsync(body.AsMemory(at, Math.Min(10, body.Length - at)));
        }
    }

    protected override void SerializeToStream(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _serialized);
        stream.Write(body, 0, Fault is null ? body.Length : body.Length / 2);
        if (Fault is not null)
        {
            throw Fault;
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = body.Length;
        return KnowsLength;
    }
}
