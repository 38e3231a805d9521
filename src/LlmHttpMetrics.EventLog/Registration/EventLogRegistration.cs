using System.Globalization;
using LlmHttpMetrics.EventLog.Reading;
using LlmHttpMetrics.Events;
using LlmHttpMetrics.Hosting;
using LlmHttpMetrics.Hosting.Validation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace LlmHttpMetrics.EventLog.Registration;

/// <summary>Registers the services of an event log.</summary>
internal static class EventLogRegistration
{
    public static void Add(IServiceCollection services, Action<LlmEventLogOptions> configure)
    {
        var name = services.Count(service => service.ServiceType == typeof(LlmEventLog)).ToString(CultureInfo.InvariantCulture);
        services.AddOptions<LlmEventLogOptions>(name).Configure(configure);
        StartValidator.Add<LlmEventLogOptions>(services, name);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<LlmEventLogOptions>, LlmEventLogOptionsValidator>());
        MonitoringRegistration.AddInstruments(services);
        services.TryAddSingleton<EventLogs>();
        services.TryAddSingleton<IEventHistory, EventHistory>();
        services.AddSingleton(provider => provider.GetRequiredService<EventLogs>().Get(name));
        services.AddSingleton<ILlmEventSink>(provider => provider.GetRequiredService<EventLogs>().Get(name));
        services.AddSingleton(new SinkStart(static provider => _ = provider.GetServices<LlmEventLog>().Count()));
        AddStart(services);
    }

    /// <summary>
    /// Starts the logs when the host starts, so that a folder that cannot be written is reported then. The validation of options at startup is used,
    /// because it requires no dependency on Microsoft.Extensions.Hosting.
    /// </summary>
    private static void AddStart(IServiceCollection services)
    {
        if (services.All(service => service.ImplementationType != typeof(EventLogStart)))
        {
            services.AddOptions<EventLogStartOptions>().ValidateOnStart();
            services.AddSingleton<IValidateOptions<EventLogStartOptions>, EventLogStart>();
        }
    }
}
