using LlmHttpMetrics;
using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Diagnostics.Logging;
using LlmHttpMetrics.Hosting;
using LlmHttpMetrics.Hosting.Validation;
using LlmHttpMetrics.Insights;
using LlmHttpMetrics.Insights.Budgets;
using LlmHttpMetrics.Insights.Budgets.Restoring;
using LlmHttpMetrics.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers budgets for the cost of calls of the monitored clients.</summary>
public static class LlmBudgetsServiceCollectionExtensions
{
    /// <summary>
    /// Adds budgets for the cost of the calls of the monitored clients, available as <see cref="LlmBudgets"/>. Calls are measured and priced for them even if
    /// nothing else listens. Repeated calls of this method add to the same options.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Configures the options; all errors are listed when the host starts or a client is created.</param>
    /// <returns>The services.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public static IServiceCollection AddLlmBudgets(this IServiceCollection services, Action<LlmBudgetsOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        return Add(services).Configure(configure);
    }

    /// <summary>Adds budgets for the cost of the calls of the monitored clients, with options bound from configuration. They are read once.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configuration">The section whose keys are the property names of <see cref="LlmBudgetsOptions"/>.</param>
    /// <returns>The services.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public static IServiceCollection AddLlmBudgets(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        return Add(services).Configure<LlmBudgetsOptions>(options => InsightsBinding.OfBudgets.Bind(configuration, options));
    }

    private static IServiceCollection Add(IServiceCollection services)
    {
        MonitoringRegistration.AddInstruments(services);
        if (services.All(service => service.ImplementationType != typeof(LlmBudgetsOptionsValidator)))
        {
            StartValidator.Add<LlmBudgetsOptions>(services);
        }

        services.AddOptions<LlmBudgetsOptions>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<LlmBudgetsOptions>, LlmBudgetsOptionsValidator>());
        services.TryAddSingleton(provider => BudgetInstruments.Of(provider.GetRequiredService<LlmInstruments>()));
        services.TryAddSingleton<BudgetRestoring>();
        services.TryAddSingleton(Make);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ICallConsumer, BudgetConsumer>());
        AddStart(services);
        return services;
    }

    private static LlmBudgets Make(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<LlmBudgetsOptions>>().Value;
        LlmBudgets budgets = new(
            options,
            provider.GetRequiredService<SharedOptions>().Time,
            provider.GetRequiredService<MonitoringLogger>(),
            provider.GetRequiredService<BudgetInstruments>().Faults);
        if (options.RestoreFromEventLog)
        {
            budgets.Restored = provider.GetRequiredService<BudgetRestoring>().Begin(budgets);
        }

        return budgets;
    }

    private static void AddStart(IServiceCollection services)
    {
        if (services.All(service => service.ImplementationType != typeof(BudgetsStart)))
        {
            services.AddOptions<BudgetsStartOptions>().ValidateOnStart();
            services.AddSingleton<IValidateOptions<BudgetsStartOptions>, BudgetsStart>();
        }
    }
}
