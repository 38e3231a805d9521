using System.IO.Compression;
using Microsoft.AspNetCore.Http;

namespace LlmHttpMetrics.MockProviders.Serving;

/// <summary>Writes the response, plain or with gzip; each write is flushed to the socket.</summary>
internal sealed class ResponseBody : IAsyncDisposable
{
    private readonly Stream _stream;
    private readonly GZipStream? _gzip;

    private ResponseBody(Stream stream, GZipStream? gzip)
    {
        _stream = stream;
        _gzip = gzip;
    }

    public bool IsCompressed => _gzip is not null;

    public static ResponseBody Open(HttpContext context, bool compress)
    {
        var accepts = compress && context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase);
        if (!accepts)
        {
            return new(context.Response.Body, null);
        }

        context.Response.Headers.ContentEncoding = "gzip";
        var gzip = new GZipStream(context.Response.Body, CompressionLevel.Fastest, leaveOpen: true);
        return new(gzip, gzip);
    }

    public async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await _stream.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        await _stream.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    public ValueTask DisposeAsync() => _gzip?.DisposeAsync() ?? ValueTask.CompletedTask;
}
