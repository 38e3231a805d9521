using LlmHttpMetrics;
using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Hosting;
using LlmHttpMetrics.Insights.Health;
using LlmHttpMetrics.Telemetry;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the health of LLM providers.</summary>
public static class LlmProviderHealthServiceCollectionExtensions
{
    /// <summary>
    /// Adds the health of the providers that the monitored clients call, available as <see cref="LlmProviderHealth"/>. Calls are measured for it even if
    /// nothing else listens. Repeated calls of this method have no effect.
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
