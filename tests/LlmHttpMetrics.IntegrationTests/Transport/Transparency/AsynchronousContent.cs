using System.Net;

namespace LlmHttpMetrics.IntegrationTests.Transport.Transparency;

/// <summary>Content as most write it: of what can be overridden only what has to be.</summary>
internal sealed class AsynchronousContent(Transcript log) : HttpContent
{
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.WriteAsync(Body.Bytes);
        log.Add("serialized");
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
