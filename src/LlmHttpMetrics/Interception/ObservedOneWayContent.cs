using System.Net;

namespace LlmHttpMetrics.Interception;

/// <summary>Replaces content that is sent before its answer is returned.</summary>
/// <remarks>
/// Which of the two a content is, is determined by an internal member of .NET that cannot be overridden. It is inherited from
/// <see cref="StreamContent"/>, of which nothing else is used: unlike <see cref="ByteArrayContent"/> it sets no length that could not be removed again.
/// </remarks>
internal sealed class ObservedOneWayContent(ObservedRequestBody body) : StreamContent(Stream.Null), ObservedRequestBody.IStandIn
{
    public ObservedRequestBody Body => body;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => body.CopyToAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        body.CopyToAsync(stream, context, cancellationToken);

    protected override void SerializeToStream(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        body.CopyTo(stream, context, cancellationToken);

    protected override Task<Stream> CreateContentReadStreamAsync() => body.OpenAsync(CancellationToken.None);

    protected override Task<Stream> CreateContentReadStreamAsync(CancellationToken cancellationToken) => body.OpenAsync(cancellationToken);

    protected override Stream CreateContentReadStream(CancellationToken cancellationToken) => body.Open(cancellationToken);

    protected override bool TryComputeLength(out long length) => body.TryComputeLength(out length);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            body.Inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
