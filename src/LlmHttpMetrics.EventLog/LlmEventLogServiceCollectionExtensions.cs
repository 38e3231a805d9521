using LlmHttpMetrics;
using LlmHttpMetrics.EventLog.Registration;
using LlmHttpMetrics.Events;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers sinks for the events of calls.</summary>
public static class LlmEventLogServiceCollectionExtensions
{
    /// <summary>Writes every event to files in a folder, one JSON object per line, with the default options. Each call adds a log.</summary>
    /// <param name="services">The services.</param>
    /// <param name="folder">The folder; it is created if it does not exist.</param>
    /// <returns>The services.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public static IServiceCollection AddLlmEventLog(this IServiceCollection services, string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return services.AddLlmEventLog(options => options.Folder = folder);
    }

    /// <summary>
    /// Writes every event to files in a folder, one JSON object per line. Invalid options stop the host at startup, or throw when the first client
    /// is created. A folder that cannot be written is only logged. Each call adds a log; <see cref="LlmEventLog"/> is the service that deletes events.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets the options, <see cref="LlmEventLogOptions.Folder"/> at least.</param>
    /// <returns>The services.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public static IServiceCollection AddLlmEventLog(this IServiceCollection services, Action<LlmEventLogOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        EventLogRegistration.Add(services, configure);
        return services;
    }

    /// <summary>Writes every event to files of a folder, with options from configuration by the names of the properties.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configuration">The section that holds the options.</param>
    /// <returns>The services.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public static IServiceCollection AddLlmEventLog(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return services.AddLlmEventLog(options => EventLogBinding.OfLog.Bind(configuration, options));
    }

    /// <summary>
    /// Logs every call as one line with structured fields, at information level, or warning if it failed. Category <c>LlmHttpMetrics.Events</c>.
    /// What the caller has set in <see cref="LlmCallInfo"/> is not logged.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <returns>The services.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is <see langword="null"/>.</exception>
    public static IServiceCollection AddLlmEventLogger(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        return services.AddSingleton<ILlmEventSink>(provider => new EventLogger(provider.GetRequiredService<ILoggerFactory>()));
    }
}
