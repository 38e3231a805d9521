using LlmHttpMetrics;
using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Hosting;
using LlmHttpMetrics.Insights.Health;
using LlmHttpMetrics.Telemetry;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the health of providers.</summary>
public static class LlmProviderHealthServiceCollectionExtensions
{
    /// <summary>
    /// Keeps the health of the providers that the monitored clients call, in <see cref="LlmProviderHealth"/>; calls are measured for it also where
    /// nothing else listens. Calling it again changes nothing.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <returns>The services.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is <see langword="null"/>.</exception>
    public static IServiceCollection AddLlmProviderHealth(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        MonitoringRegistration.AddInstruments(services);
        services.TryAddSingleton(provider => new LlmProviderHealth(provider.GetRequiredService<LlmInstruments>().Health));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ICallConsumer, HealthKeeper>());
        return services;
    }
}
