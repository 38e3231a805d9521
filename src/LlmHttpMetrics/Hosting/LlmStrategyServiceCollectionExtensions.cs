using System.Diagnostics.CodeAnalysis;
using LlmHttpMetrics;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers measurement strategies.</summary>
public static class LlmStrategyServiceCollectionExtensions
{
    /// <summary>Registers a strategy, which the options of all monitored clients can refer to by name. Repeated calls of this method have no effect.</summary>
    /// <typeparam name="TStrategy">The type of the strategy; registered as a singleton.</typeparam>
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

    /// <summary>Registers a strategy, which the options of all monitored clients can refer to by name.</summary>
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
