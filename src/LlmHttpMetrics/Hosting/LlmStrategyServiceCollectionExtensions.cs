using System.Diagnostics.CodeAnalysis;
using LlmHttpMetrics;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers strategies of measurement.</summary>
public static class LlmStrategyServiceCollectionExtensions
{
    /// <summary>Makes a strategy known by its name to the options of every monitored client. Calling it again changes nothing.</summary>
    /// <typeparam name="TStrategy">The strategy; the container makes one of it.</typeparam>
    /// <param name="services">The services.</param>
    /// <returns>The services.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is <see langword="null"/>.</exception>
    public static IServiceCollection AddLlmStrategy<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TStrategy>(
        this IServiceCollection services)
        where TStrategy : class, IMeasurementStrategy
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IMeasurementStrategy, TStrategy>());
        return services;
    }

    /// <summary>Makes a strategy known by its name to the options of every monitored client.</summary>
    /// <param name="services">The services.</param>
    /// <param name="strategy">The strategy.</param>
    /// <returns>The services.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public static IServiceCollection AddLlmStrategy(this IServiceCollection services, IMeasurementStrategy strategy)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(strategy);
        return services.AddSingleton(strategy);
    }
}
