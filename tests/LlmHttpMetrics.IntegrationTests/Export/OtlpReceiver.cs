using System.Net;
using LlmHttpMetrics.IntegrationTests.Export.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.IntegrationTests.Export;

/// <summary>A collector on loopback that takes OTLP over HTTP and protobuf, and decodes it.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly object _lock = new();
    private readonly List<OtlpMetric> _metrics = [];
    private readonly List<OtlpSpan> _spans = [];
    private readonly List<string> _refused = [];
    private readonly WebApplication _app;

    private OtlpReceiver()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(TakeAsync);
    }

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public IReadOnlyList<OtlpSpan> Spans => Copy(_spans);

    /// <summary>What came that is no protobuf at a path of OTLP.</summary>
    public IReadOnlyList<string> Refused => Copy(_refused);

    public static async Task<OtlpReceiver> StartAsync()
    {
        OtlpReceiver receiver = new();
        await receiver._app.StartAsync();
        return receiver;
    }

    /// <summary>The last reported metrics, by name: cumulative metrics are reported again with every export.</summary>
    public IReadOnlyDictionary<string, OtlpMetric> Metrics =>
        Copy(_metrics).GroupBy(metric => metric.Name).ToDictionary(metrics => metrics.Key, metrics => metrics.Last());

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using MemoryStream body = new();
        await context.Request.Body.CopyToAsync(body);
        lock (_lock)
        {
            switch (context.Request.Path.Value, context.Request.ContentType)
            {
                case ("/v1/metrics", "application/x-protobuf"):
                    _metrics.AddRange(OtlpMetric.OfRequest(body.ToArray()));
                    break;
                case ("/v1/traces", "application/x-protobuf"):
                    _spans.AddRange(OtlpSpan.OfRequest(body.ToArray()));
                    break;
                default:
                    _refused.Add($"{context.Request.ContentType} to {context.Request.Path}");
                    context.Response.StatusCode = StatusCodes.Status404NotFound;
                    break;
            }
        }

        context.Response.ContentType = "application/x-protobuf";
    }

    private T[] Copy<T>(List<T> list)
    {
        lock (_lock)
        {
            return [.. list];
        }
    }
}
