using System.Net;

namespace LlmHttpMetrics.Interception;

/// <summary>Replaces content that can still be sent while its answer is read.</summary>
internal sealed class ObservedDuplexContent(ObservedRequestBody body) : HttpContent, ObservedRequestBody.IStandIn
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
