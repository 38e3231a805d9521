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

/// <summary>Shows the metrics in an application of ASP.NET Core.</summary>
public static class LlmMetricsEndpointRouteBuilderExtensions
{
    /// <summary>There is nowhere to count a fault, and the start and the end of an application must not fail for a warning.</summary>
    private static readonly BackgroundWork Background = new(static () => { });

    /// <summary>
    /// Answers Prometheus at a path, in the format and coding that it asks for. What is measured counts from here on, or from
    /// <see cref="LlmPrometheusServiceCollectionExtensions.AddLlmPrometheus"/>, which also has the options.
    /// </summary>
    /// <param name="endpoints">The application, or a group of its endpoints.</param>
    /// <param name="pattern">The path.</param>
    /// <returns>The endpoint's conventions, for instance to ask for authorization.</returns>
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
            Background.OnCancelled(() => WarnOfTakenPath(services, page), lifetime.ApplicationStarted);
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

    private static void WarnOfTakenPath(IServiceProvider services, MetricsPage page)
    {
        if (services.GetService<EndpointDataSource>() is { } endpoints && services.GetService<ILoggerFactory>()?.CreateLogger("LlmHttpMetrics") is { } logger)
        {
            TakenPath.Find(endpoints.Endpoints, page, (path, other) => Log.PathTaken(logger, path, other));
        }
    }
}
