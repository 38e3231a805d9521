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
    /// Writes to a file how each call was measured, and why: a line of JSON with strategy, source, tokenizer, figures, fallback, confidence and
    /// anomalies, and never content. It is written off the caller's path; <see cref="LlmMonitoring.FlushAsync(CancellationToken)"/> waits for what has
    /// been queued. As in <see cref="LlmEventLog"/>, an incomplete last line is repaired, and lines that cannot be written wait. The file grows without
    /// limit: rotate it like other logs; if it is moved away, it is created again. Calling this method again changes the path.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="path">
    /// The file, which is appended to. If it cannot be written, the host does not start; without a host, the first client reports it.
    /// </param>
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
