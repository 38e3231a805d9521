using System.Net;

namespace LlmHttpMetrics.IntegrationTests.Transport.Transparency;

/// <summary>Content of a class of the caller's own, which uses its destination in many ways.</summary>
internal sealed class OwnContent(Transcript log) : HttpContent
{
    private static readonly byte[] Bytes = Body.Bytes;

    public bool KnowsLength { get; init; }

    public bool ClosesDestination { get; init; }

    /// <summary>Thrown after the first half.</summary>
    public Exception? Fault { get; init; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var half = Begin(stream);
        await stream.WriteAsync(Bytes.AsMemory(0, 10), cancellationToken);
#pragma warning disable CA1835 // These overloads too are to be passed on.
        await stream.WriteAsync(Bytes, 10, half - 10, cancellationToken);
#pragma warning restore CA1835
        await stream.FlushAsync(cancellationToken);
        ThrowFault();
        await Task.Factory.FromAsync(stream.BeginWrite, stream.EndWrite, Bytes, half, 5, state: null);
        stream.Write(Bytes.AsSpan(half + 5));
        End(stream);
    }

    protected override void SerializeToStream(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var half = Begin(stream);
        stream.WriteByte(Bytes[0]);
        stream.Write(Bytes, 1, half - 1);
        stream.Flush();
        ThrowFault();
        stream.Write(Bytes.AsSpan(half));
        End(stream);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = Bytes.Length;
        return KnowsLength;
    }

    protected override void Dispose(bool disposing)
    {
        log.Add("content disposed");
        base.Dispose(disposing);
    }

    private int Begin(Stream stream)
    {
        log.Add($"destination: reads {stream.CanRead}, seeks {stream.CanSeek}, writes {stream.CanWrite}, times out {stream.CanTimeout}");
        log.Try("destination's position", () => stream.Position);
        log.Try("destination read", () => stream.Read(new byte[1], 0, 1));
        log.Try("destination given too much", () =>
        {
            stream.Write(Bytes, Bytes.Length, 1);
            return null;
        });
        return Bytes.Length / 2;
    }

    private void ThrowFault()
    {
        if (Fault is not null)
        {
            throw Fault;
        }
    }

    private void End(Stream stream)
    {
        if (ClosesDestination)
        {
            stream.Dispose();
        }

        log.Add("serialized");
    }
}
