using System.Diagnostics.Metrics;
using LlmHttpMetrics.Diagnostics.Logging;
using LlmHttpMetrics.Hosting.Validation;
using LlmHttpMetrics.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace LlmHttpMetrics.Hosting;

/// <summary>Registers the services of the monitoring.</summary>
internal static class MonitoringRegistration
{
    public static void Add(IHttpClientBuilder builder)
    {
        var services = builder.Services;
        if (services.Any(service => service.ImplementationInstance is MonitoredClient client && client.Name == builder.Name))
        {
            return;
        }

        services.AddSingleton(new MonitoredClient(builder.Name));
        services.AddOptions<LlmMonitoringOptions>(builder.Name);
        StartValidator.Add<LlmMonitoringOptions>(services, builder.Name);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<LlmMonitoringOptions>, LlmMonitoringOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<LlmMonitoringOptions>, ServiceOptions>());
        AddInstruments(services);
        services.TryAddSingleton<OptionsReloads>();
        services.TryAddSingleton<ClientMonitors>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<HttpClientFactoryOptions>, ClientCreation>());
        AddFilter(services);
    }

    /// <summary>Registers the services that the clients share and that can be used without a client.</summary>
    public static void AddInstruments(IServiceCollection services)
    {
        SharedOptions.Add(services);
        services.TryAddSingleton(provider => new LlmInstruments(
            provider.GetService<IMeterFactory>(),
            () => provider.GetRequiredService<SharedOptions>().Time,
            () => provider.GetRequiredService<SharedOptions>().ConstantTags));
        services.TryAddSingleton(provider => provider.GetRequiredService<LlmInstruments>().Faults);
        services.TryAddSingleton<MonitoringLogger>();
    }

    /// <summary>
    /// Inserts the handler filter before all others except those of the factory, because an earlier filter wraps the later ones. Handlers added by other code
    /// are then between the two monitoring handlers, and the factory's logging handlers are outside.
    /// </summary>
    private static void AddFilter(IServiceCollection services)
    {
        if (services.Any(service => service.ImplementationType == typeof(MonitoringHandlerFilter)))
        {
            return;
        }

        var filter = ServiceDescriptor.Singleton<IHttpMessageHandlerBuilderFilter, MonitoringHandlerFilter>();
        for (var i = 0; i < services.Count; i++)
        {
            if (services[i].ServiceType == typeof(IHttpMessageHandlerBuilderFilter)
                && services[i].ImplementationType?.Assembly != typeof(IHttpMessageHandlerBuilderFilter).Assembly)
            {
                services.Insert(i, filter);
                return;
            }
        }

        services.Add(filter);
    }
}
