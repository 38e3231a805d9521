using System.Diagnostics.Metrics;
using LlmHttpMetrics.Diagnostics.Logging;
using LlmHttpMetrics.Hosting.Validation;
using LlmHttpMetrics.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace LlmHttpMetrics.Hosting;

/// <summary>The services of the monitoring.</summary>
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

    /// <summary>What the clients of a service provider share, and what others may ask for where there is no client.</summary>
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
    /// A filter that stands earlier wraps those after it. Ours goes before all but the factory's own, so that handlers added by
    /// anyone end up between our two, and the factory's logging outside them.
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
