using LlmHttpMetrics;
using LlmHttpMetrics.Hosting;
using LlmHttpMetrics.Hosting.Settings;
using Microsoft.Extensions.Configuration;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Configures the options that all monitored clients of a service provider share.</summary>
public static class LlmMonitoringServiceCollectionExtensions
{
    /// <summary>
    /// Configures the options that all monitored clients share: prices, tags, learning and the event queue. To monitor a client, use
    /// <c>AddLlmMonitoring</c>.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Configures the options; all errors are listed when the host starts or the first client is created.</param>
    /// <returns>The services.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public static IServiceCollection ConfigureLlmMonitoring(this IServiceCollection services, Action<LlmSharedMonitoringOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        SharedOptions.Add(services);
        return services.Configure(configure);
    }

    /// <summary>
    /// Binds the options that all monitored clients share from configuration. Changes of prices, <c>MaxTagValues</c> and learning are applied at run time.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configuration">The section whose keys are the property names of <see cref="LlmSharedMonitoringOptions"/>.</param>
    /// <returns>The services.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public static IServiceCollection ConfigureLlmMonitoring(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        SharedOptions.Add(services);
        services.AddSingleton(new SharedConfiguration(configuration));
        return services.Configure<LlmSharedMonitoringOptions>(options => BoundOptions.Shared.Bind(configuration, options));
    }
}
