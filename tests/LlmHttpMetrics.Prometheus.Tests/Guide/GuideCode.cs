using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.Prometheus.Tests.Guide;

/// <summary>What docs/observability.md shows, compiled. Each region is one of its code blocks.</summary>
internal static class GuideCode
{
    public static void Endpoint(WebApplication app)
    {
        #region snippet
        app.MapLlmMetrics("/metrics");
        #endregion
    }

    public static void EndpointForSome(WebApplication app)
    {
        #region snippet
        app.MapLlmMetrics("/metrics").RequireHost("*:9090");
        #endregion
    }

    public static void Register(IServiceCollection services)
    {
        #region snippet
        services.AddLlmPrometheus(options => options.MaxSeries = 50_000);
        #endregion
    }

    public static async Task Serve()
    {
        #region snippet
        await using var server = new LlmMetricsServer();
        await server.StartAsync(port: 9090);
        #endregion
    }

    public static async Task ServeAll(LlmMetricsServer server)
    {
        #region snippet
        await server.StartAsync(port: 9090, address: IPAddress.Any);
        #endregion
    }

    public static async Task Push()
    {
        #region snippet
        using var metrics = new LlmPrometheusMetrics();
        await RunJobAsync();
        using var gateway = new LlmPushgateway(new Uri("http://gateway:9091"), job: "nightly");
        await gateway.PushAsync(metrics);
        #endregion
    }

    public static async Task<string> Write(LlmPrometheusMetrics metrics, Stream stream)
    {
        #region snippet
        string text = metrics.GetText();
        await metrics.WriteAsync(stream, LlmMetricsFormat.OpenMetrics);
        #endregion
        return text;
    }

    private static Task RunJobAsync() => Task.CompletedTask;
}
