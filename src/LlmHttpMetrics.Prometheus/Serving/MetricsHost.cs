using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.Prometheus.Serving;

/// <summary>A minimal Kestrel: no configuration files, no logging, one path.</summary>
internal static class MetricsHost
{
    public static async Task<WebApplication> StartAsync(IPEndPoint endPoint, string path, MetricsPage page, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(endPoint);
        });
        var app = builder.Build();
        app.Run(context => AnswerAsync(context, path, page));
        try
        {
            await app.StartAsync(cancellationToken).ConfigureAwait(false);
            return app;
        }
        catch (Exception e)
        {
            await app.DisposeAsync().ConfigureAwait(false);
            if (Reason(e) is { } reason)
            {
                throw new IOException($"The metrics cannot be served at {endPoint}: {reason}", e);
            }

            throw;
        }
    }

    public static Uri AddressOf(WebApplication app) =>
        new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    private static Task AnswerAsync(HttpContext context, string path, MetricsPage page)
    {
        if (!context.Request.Path.Equals(new PathString(path), StringComparison.OrdinalIgnoreCase))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        if (Array.IndexOf(MetricsPage.Methods, context.Request.Method) < 0)
        {
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            context.Response.Headers.Allow = string.Join(", ", MetricsPage.Methods);
            return Task.CompletedTask;
        }

        return page.HandleAsync(context);
    }

    private static string? Reason(Exception e) => e switch
    {
        IOException { InnerException: AddressInUseException } => "the port is in use by another listener. Choose another port, or 0 for one that is free.",
        SocketException { SocketErrorCode: SocketError.AccessDenied } => "this process may not listen to that port. Choose one from 1024 to 65535.",
        SocketException { SocketErrorCode: SocketError.AddressNotAvailable } =>
            "this machine does not have that address. Choose one of its own, 127.0.0.1 or 0.0.0.0.",
        _ => null,
    };
}
