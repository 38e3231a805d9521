using System.IO.Compression;
using Microsoft.AspNetCore.Http;

namespace LlmHttpMetrics.Prometheus.Serving;

/// <summary>Answers a scrape.</summary>
internal sealed class MetricsPage(LlmPrometheusMetrics metrics)
{
    public const string DefaultPath = "/metrics";

    public static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public async Task HandleAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        var format = Negotiation.Format(request.Headers.Accept);
        var gzip = Negotiation.WantsGzip(request.Headers.AcceptEncoding);
        response.ContentType = Negotiation.ContentType(format);
        response.Headers.CacheControl = "no-store";
        response.Headers.Vary = "Accept, Accept-Encoding";
        if (gzip)
        {
            response.Headers.ContentEncoding = "gzip";
        }

        if (HttpMethods.IsHead(request.Method))
        {
            return;
        }

        if (!gzip)
        {
            await metrics.WriteAsync(response.Body, format, context.RequestAborted).ConfigureAwait(false);
            return;
        }

        var compressed = new GZipStream(response.Body, CompressionLevel.Fastest, leaveOpen: true);
        await using (compressed.ConfigureAwait(false))
        {
            await metrics.WriteAsync(compressed, format, context.RequestAborted).ConfigureAwait(false);
        }
    }
}
