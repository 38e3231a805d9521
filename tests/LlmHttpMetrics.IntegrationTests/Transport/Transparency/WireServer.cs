using System.Collections.Concurrent;
using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.IntegrationTests.Transport.Transparency;

/// <summary>A real server for HTTP/1.1 and for HTTP/2, which treats each request as its path says.</summary>
internal sealed class WireServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, WireVisit> _visits = new();

    private WireServer()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();

        // A flush completes when the socket has taken the bytes, so that breaking off swallows nothing that came before it.
        builder.WebHost.UseSockets(sockets => sockets.MaxWriteBufferSize = 2);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1);
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
        });
        _app = builder.Build();
        _app.Run(HandleAsync);
    }

    public static async Task<WireServer> StartAsync()
    {
        WireServer server = new();
        await server._app.StartAsync();
        return server;
    }

    public Uri Address(Version version) =>
        new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.ElementAt(version.Major - 1));

    /// <summary>Where a request is to go for a behaviour.</summary>
    public Uri Address(Version version, Behaviour behaviour) => new(Address(version), $"{behaviour}/v1/chat/completions");

    /// <summary>What the server has to do with the requests that bear this name.</summary>
    public WireVisit Visit(string name) => _visits.GetOrAdd(name, _ => new WireVisit());

    public async ValueTask DisposeAsync()
    {
        foreach (var visit in _visits.Values)
        {
            visit.Allow();
        }

        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(2));
        await _app.StopAsync(limit.Token);
        await _app.DisposeAsync();
    }

    private async Task HandleAsync(HttpContext context)
    {
        var visit = Visit(context.Request.Headers[WireVisit.Header].ToString());
        visit.Begin();
        try
        {
            visit.Saw(Describe(context.Request));
            await Respond(context, visit, Enum.Parse<Behaviour>(context.Request.Path.Value!.Split('/')[1]));
        }
        finally
        {
            visit.End();
        }
    }

    private static async Task Respond(HttpContext context, WireVisit visit, Behaviour behaviour)
    {
        context.Response.Headers["X-Answer"] = new[] { "a", "b" };
        if (behaviour is not (Behaviour.Refuse or Behaviour.Early))
        {
            await ReadBodyAsync(context.Request, visit);
        }

        switch (behaviour)
        {
            case Behaviour.Stream or Behaviour.Pause:
                await StreamAsync(context.Response, visit, pause: behaviour == Behaviour.Pause);
                break;
            case Behaviour.Empty:
                context.Response.StatusCode = StatusCodes.Status204NoContent;
                break;
            case Behaviour.Redirect or Behaviour.SeeOther:
                context.Response.StatusCode = behaviour == Behaviour.Redirect ? StatusCodes.Status307TemporaryRedirect : StatusCodes.Status303SeeOther;
                context.Response.Headers.Location = $"/{nameof(Behaviour.Answer)}/v1/chat/completions";
                break;
            case Behaviour.Unauthorized when context.Request.Headers.Authorization.Count == 0:
                context.Response.StatusCode = StatusCodes.Status401Unauthorized;
                context.Response.Headers.WWWAuthenticate = "Basic realm=\"here\"";
                break;
            case Behaviour.Cut:
                context.Response.ContentLength = 1000;
                await context.Response.Body.WriteAsync(WireSamples.Bytes(WireSamples.ChatAnswer).AsMemory(0, 100));
                await context.Response.Body.FlushAsync();
                context.Abort();
                break;
            case Behaviour.Reset:
                context.Abort();
                break;
            case Behaviour.Hold:
                await visit.AllowedAsync();
                await AnswerAsync(context.Response, StatusCodes.Status200OK);
                break;
            case Behaviour.Early:
                await AnswerAsync(context.Response, StatusCodes.Status200OK);
                await context.Response.CompleteAsync();
                visit.OnAnswered();
                await ReadBodyAsync(context.Request, visit);
                break;
            case Behaviour.Compressed:
                context.Response.Headers.ContentEncoding = "gzip";
                await using (GZipStream gzip = new(context.Response.Body, CompressionLevel.Fastest, leaveOpen: true))
                {
                    await gzip.WriteAsync(WireSamples.Bytes(WireSamples.ChatAnswer));
                }

                break;
            default:
                await AnswerAsync(context.Response, behaviour == Behaviour.Refuse ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status200OK);
                break;
        }
    }

    private static async Task AnswerAsync(HttpResponse response, int status)
    {
        response.StatusCode = status;
        response.ContentType = "application/json";
        response.ContentLength = WireSamples.Bytes(WireSamples.ChatAnswer).Length;
        await response.Body.WriteAsync(WireSamples.Bytes(WireSamples.ChatAnswer));
    }

    private static async Task StreamAsync(HttpResponse response, WireVisit visit, bool pause)
    {
        response.ContentType = "text/event-stream";
        var parts = WireSamples.ChatStream.Split("data: ", StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < parts.Length; i++)
        {
            if (pause && i > 0)
            {
                await visit.AllowedAsync();
            }

            await response.Body.WriteAsync(WireSamples.Bytes("data: " + parts[i]));
            await response.Body.FlushAsync();
        }

        if (response.SupportsTrailers())
        {
            response.AppendTrailer("X-Trailer", "t");
        }
    }

    private static async Task ReadBodyAsync(HttpRequest request, WireVisit visit)
    {
        try
        {
            using MemoryStream body = new();
            await request.Body.CopyToAsync(body);
            visit.Saw($"body: {body.Length} bytes {Convert.ToHexString(SHA256.HashData(body.ToArray()))[..12]}");
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // How much of it had come depends on the network's pace.
            visit.Saw("body: broken off");
            throw;
        }
    }

    private static string Describe(HttpRequest request) => $"{request.Method} {request.Path} {request.Protocol} " + string.Join(
        "; ",
        request.Headers.Where(header => header.Key != "Host" && !header.Key.Equals(WireVisit.Header, StringComparison.OrdinalIgnoreCase)).Select(
            header => $"{header.Key}={header.Value}"));
}
