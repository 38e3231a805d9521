using LlmHttpMetrics;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the report that says how well calls are measured.</summary>
public static class LlmMeasurementServiceCollectionExtensions
{
    /// <summary>
    /// Compares our token figures with the providers': the service <see cref="LlmMeasurementReport"/> tells how far off they are, model by model.
    /// Calls by strategy <see cref="LlmStrategies.Hybrid"/> are counted for that although their usage comes, in the background.
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
