using System.Diagnostics.Metrics;
using LlmHttpMetrics.Prometheus;
using LlmHttpMetrics.Prometheus.Serving;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the metrics for Prometheus.</summary>
public static class LlmPrometheusServiceCollectionExtensions
{
    /// <summary>
    /// Keeps the metrics of this provider's clients in a <see cref="LlmPrometheusMetrics"/>, from the start of the host or its first use. Further
    /// calls only add to the options.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Configures the options; all errors are reported when the host starts. <see langword="null"/> for the defaults.</param>
    /// <returns>The services.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is <see langword="null"/>.</exception>
    public static IServiceCollection AddLlmPrometheus(this IServiceCollection services, Action<LlmPrometheusOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddMetrics();
        services.AddOptions<LlmPrometheusOptions>().Configure(configure ?? (static _ => { })).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<LlmPrometheusOptions>, LlmPrometheusOptionsValidator>());
        services.TryAddSingleton(provider =>
            new LlmPrometheusMetrics(provider.GetRequiredService<IMeterFactory>(), provider.GetRequiredService<IOptions<LlmPrometheusOptions>>().Value));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, StartWithHost>());
        return services;
    }
}
