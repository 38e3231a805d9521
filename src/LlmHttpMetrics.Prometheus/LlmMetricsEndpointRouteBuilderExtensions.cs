using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using LlmHttpMetrics.Diagnostics.Background;
using LlmHttpMetrics.Prometheus;
using LlmHttpMetrics.Prometheus.Serving;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Serves the metrics in an ASP.NET Core application.</summary>
public static class LlmMetricsEndpointRouteBuilderExtensions
{
    /// <summary>There is no counter for faults here, and starting or stopping an application must not fail because of a warning.</summary>
    private static readonly BackgroundWork Background = new(static () => { });

    /// <summary>
    /// Maps an endpoint for Prometheus, which uses the format and content coding that the scraper asks for. Measurements are kept from this call on,
    /// or from <see cref="LlmPrometheusServiceCollectionExtensions.AddLlmPrometheus"/>, which also sets the options.
    /// </summary>
    /// <param name="endpoints">The application, or a group of its endpoints.</param>
    /// <param name="pattern">The path.</param>
    /// <returns>The endpoint's conventions, for instance to require authorization.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public static IEndpointConventionBuilder MapLlmMetrics(
        this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string pattern = MetricsPage.DefaultPath)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(pattern);
        var services = endpoints.ServiceProvider;
        var lifetime = services.GetService<IHostApplicationLifetime>();
        var page = new MetricsPage(services.GetService<LlmPrometheusMetrics>() ?? Create(services, lifetime));
        if (lifetime is not null)
        {
            Background.OnCancelled(() => WarnOfPathConflicts(services, page), lifetime.ApplicationStarted);
        }

        return endpoints.MapMethods(pattern, MetricsPage.Methods, page.HandleAsync)
            .WithDisplayName($"LlmHttpMetrics {pattern}")
            .WithMetadata(page, new ExcludeFromDescriptionAttribute());
    }

    private static LlmPrometheusMetrics Create(IServiceProvider services, IHostApplicationLifetime? lifetime)
    {
        var metrics = new LlmPrometheusMetrics(services.GetRequiredService<IMeterFactory>());
        if (lifetime is not null)
        {
            Background.OnCancelled(metrics.Dispose, lifetime.ApplicationStopped);
        }

        return metrics;
    }

    private static void WarnOfPathConflicts(IServiceProvider services, MetricsPage page)
    {
        if (services.GetService<EndpointDataSource>() is { } endpoints && services.GetService<ILoggerFactory>()?.CreateLogger("LlmHttpMetrics") is { } logger)
        {
            PathConflicts.Find(endpoints.Endpoints, page, (path, other) => Log.PathTaken(logger, path, other));
        }
    }
}
