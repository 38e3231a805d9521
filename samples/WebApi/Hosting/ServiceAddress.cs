using System.Net.Sockets;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.Extensions.Options;

namespace WebApi.Hosting;

/// <summary>The address of the service: from <c>--urls</c> or <c>ASPNETCORE_URLS</c>, otherwise port 5080.</summary>
internal static class ServiceAddress
{
    private const string Default = "http://localhost:5080";

    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        // The settings are next to the program, regardless of the current directory.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        if (string.IsNullOrEmpty(builder.Configuration[WebHostDefaults.ServerUrlsKey])
            && string.IsNullOrEmpty(builder.Configuration[WebHostDefaults.HttpPortsKey]))
        {
            builder.WebHost.UseUrls(Default);
        }

        // ASP.NET Core rejects requests to hosts that are not listed in AllowedHosts. Otherwise a page on the internet whose name resolves to this machine
        // (DNS rebinding) could read the figures and make calls from a browser here.
        builder.Services.Configure<HostFilteringOptions>(options => options.AllowEmptyHosts = false);

        // Errors on start are reported once, below.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        builder.Logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel", level => level == LogLevel.Warning);
        return builder;
    }

    /// <returns>The exit code: 1 if the service could not start.</returns>
    public static async Task<int> RunAsync(WebApplication app, Uri mocks)
    {
        try
        {
            await app.StartAsync();
        }
        catch (Exception e) when (e is IOException or SocketException or FormatException or OptionsValidationException)
        {
            await Console.Error.WriteLineAsync(
                $"The service cannot start: {e.Message}{(e is OptionsValidationException ? "" : " Use --urls to set another address.")}");
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
