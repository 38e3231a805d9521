using System.Net.Sockets;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.Extensions.Options;

namespace WebApi.Hosting;

/// <summary>Where the service listens: as told by <c>--urls</c> or <c>ASPNETCORE_URLS</c>, else on port 5080.</summary>
internal static class ServiceAddress
{
    private const string Default = "http://localhost:5080";

    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        // The settings lie beside the program, from wherever it is started.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        if (string.IsNullOrEmpty(builder.Configuration[WebHostDefaults.ServerUrlsKey])
            && string.IsNullOrEmpty(builder.Configuration[WebHostDefaults.HttpPortsKey]))
        {
            builder.WebHost.UseUrls(Default);
        }

        // ASP.NET Core refuses requests to hosts that AllowedHosts in the settings does not name. Without that, a page on the internet whose name is made
        // to resolve to this machine could read the figures and make calls from a browser here.
        builder.Services.Configure<HostFilteringOptions>(options => options.AllowEmptyHosts = false);

        // What goes wrong at the start is told below, once.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        builder.Logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel", level => level == LogLevel.Warning);
        return builder;
    }

    /// <returns>The exit code: 1 where the service could not start.</returns>
    public static async Task<int> RunAsync(WebApplication app, Uri mocks)
    {
        try
        {
            await app.StartAsync();
        }
        catch (Exception e) when (e is IOException or SocketException or FormatException or OptionsValidationException)
        {
            await Console.Error.WriteLineAsync(
                $"The service cannot start: {e.Message}{(e is OptionsValidationException ? "" : " --urls tells it another address.")}");
            return 1;
        }

        foreach (var url in app.Urls)
        {
            Console.WriteLine($"Live page  {url}/   also {url}/stats, {url}/metrics and {url}/health");
            Console.WriteLine(
                $"Your call  curl -N {url}/chat --json '{{\"provider\":\"openai\",\"model\":\"gpt-4o-mini\",\"message\":\"Which model answers sooner?\"}}'");
        }

        Console.WriteLine($"The mock providers listen on {mocks}. Ctrl+C ends all.");
        await app.WaitForShutdownAsync();
        return 0;
    }
}
