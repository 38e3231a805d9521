using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.MockProviders.Serving;

/// <summary>A minimal Kestrel: no configuration files, no logging, no other middleware.</summary>
internal static class KestrelHost
{
    public static WebApplication Build(MockProviderOptions options, RequestDelegate handler)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();

        // With a buffer this small a flush completes when the socket has taken the bytes,
        // so that the ledger's times are accurate and closing the connection never discards what was sent before.
        // Kestrel resumes below half of the size, and .NET 8 never resumes below zero: two bytes are the minimum.
        builder.WebHost.UseSockets(sockets => sockets.MaxWriteBufferSize = 2);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Listen(IPAddress.Loopback, options.Port, listen => listen.Protocols = Protocols(options.Protocol));
        });
        var app = builder.Build();
        app.Run(handler);
        return app;
    }

    public static Uri AddressOf(WebApplication app) =>
        new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    private static HttpProtocols Protocols(MockProtocol protocol) => protocol switch
    {
        MockProtocol.Http1 => HttpProtocols.Http1,
        MockProtocol.Http2 => HttpProtocols.Http2,
        _ => throw new ArgumentOutOfRangeException(nameof(protocol), protocol, "Not a protocol of this server."),
    };
}
