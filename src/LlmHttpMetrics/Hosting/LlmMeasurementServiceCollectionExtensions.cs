using LlmHttpMetrics;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the report on measurement accuracy.</summary>
public static class LlmMeasurementServiceCollectionExtensions
{
    /// <summary>
    /// Compares local token counts with the providers' figures: the service <see cref="LlmMeasurementReport"/> reports the deviation per model. Calls measured
    /// with <see cref="LlmStrategies.Hybrid"/> are also counted in the background, even if their usage is reported.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <returns>The services.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is <see langword="null"/>.</exception>
    public static IServiceCollection AddLlmMeasurementReport(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton(new LlmMeasurementReport());
        return services;
    }
}
