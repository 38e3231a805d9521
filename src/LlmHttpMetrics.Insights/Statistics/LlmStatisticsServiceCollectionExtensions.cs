using LlmHttpMetrics;
using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Hosting;
using LlmHttpMetrics.Hosting.Validation;
using LlmHttpMetrics.Insights;
using LlmHttpMetrics.Insights.Statistics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers statistics of the monitored clients.</summary>
public static class LlmStatisticsServiceCollectionExtensions
{
    /// <summary>
    /// Adds statistics of all calls of the monitored clients, available as <see cref="LlmStatistics"/>. Calls are measured for them even if nothing else
    /// listens. Repeated calls of this method have no effect.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <returns>The services.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is <see langword="null"/>.</exception>
    public static IServiceCollection AddLlmStatistics(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        SharedOptions.Add(services);
        if (services.All(service => service.ImplementationType != typeof(LlmStatisticsOptionsValidator)))
        {
            StartValidator.Add<LlmStatisticsOptions>(services);
        }

        services.AddOptions<LlmStatisticsOptions>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<LlmStatisticsOptions>, LlmStatisticsOptionsValidator>());
        services.TryAddSingleton(provider => new LlmStatistics(
            provider.GetRequiredService<IOptions<LlmStatisticsOptions>>().Value, provider.GetRequiredService<SharedOptions>().Time));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ICallConsumer, StatisticsConsumer>());
        return services;
    }

    /// <summary>Adds statistics of all calls of the monitored clients.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Configures the options; all errors are listed when the host starts or a client is created.</param>
    /// <returns>The services.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public static IServiceCollection AddLlmStatistics(this IServiceCollection services, Action<LlmStatisticsOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return services.AddLlmStatistics().Configure(configure);
    }

    /// <summary>Adds statistics of all calls of the monitored clients, with options bound from configuration. They are read once.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configuration">The section whose keys are the property names of <see cref="LlmStatisticsOptions"/>.</param>
    /// <returns>The services.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public static IServiceCollection AddLlmStatistics(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return services.AddLlmStatistics().Configure<LlmStatisticsOptions>(options => InsightsBinding.OfStatistics.Bind(configuration, options));
    }
}
