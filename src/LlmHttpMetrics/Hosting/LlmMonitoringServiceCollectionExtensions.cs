using LlmHttpMetrics;
using LlmHttpMetrics.Hosting;
using LlmHttpMetrics.Hosting.Settings;
using Microsoft.Extensions.Configuration;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Configures what all monitored clients of a service provider share.</summary>
public static class LlmMonitoringServiceCollectionExtensions
{
    /// <summary>
    /// Sets the options that all monitored clients share: prices, tags, learning, the queue of events. Which clients are measured,
    /// <c>AddLlmMonitoring</c> says.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets the options; all errors in them are listed when the host starts, or when the first client is created.</param>
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
    /// Sets the options that all monitored clients share from configuration. Prices, <c>MaxTagValues</c> and learning follow it when it
    /// changes.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configuration">The section whose keys are the names of <see cref="LlmSharedMonitoringOptions"/>.</param>
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
