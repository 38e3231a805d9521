using LlmHttpMetrics;
using LlmHttpMetrics.EventLog.Auditing;
using LlmHttpMetrics.Hosting;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the audit log.</summary>
public static class LlmAuditLogServiceCollectionExtensions
{
    /// <summary>
    /// Writes how each call was measured, and why so, to a file: a line of JSON with strategy, source, tokenizer, figures, fallback, confidence and
    /// anomalies, and never content. It is written off the caller's path; <see cref="LlmMonitoring.FlushAsync(CancellationToken)"/> waits for what has
    /// been queued. It keeps
    /// what <see cref="LlmEventLog"/> keeps: a torn last line is repaired, and what cannot be written waits. The file grows without end: rotate it
    /// as other logs; one that has been moved away is made again. Calling this again changes the path.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="path">The file, which is appended to. One that cannot be written stops the host at its start, or is told by the first client.</param>
    /// <returns>The services.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public static IServiceCollection AddLlmAuditLog(this IServiceCollection services, string path)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(path);
        services.AddOptions<AuditLogOptions>().Configure(options => options.Path = path).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<AuditLogOptions>, AuditLogOptionsValidator>());
        MonitoringRegistration.AddInstruments(services);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ILlmEventSink, AuditLog>());
        services.AddSingleton(new SinkStart(static provider => _ = provider.GetRequiredService<IOptions<AuditLogOptions>>().Value));
        return services;
    }
}
