using LlmHttpMetrics.Diagnostics.Logging;
using LlmHttpMetrics.Hosting;
using LlmHttpMetrics.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LlmHttpMetrics.EventLog.Registration;

/// <summary>
/// The event logs of a service provider by the names of their options. Each is created once, although it is registered as two services, which the
/// container disposes.
/// </summary>
/// <remarks>Options that were invalid are created again for the next request; the options monitor would cache the exception.</remarks>
internal sealed class EventLogs(IOptionsFactory<LlmEventLogOptions> options, LlmInstruments instruments, MonitoringLogger logger, IServiceProvider services)
{
    private readonly object _lock = new();
    private readonly Dictionary<string, LlmEventLog> _logs = new(StringComparer.Ordinal);

    /// <exception cref="OptionsValidationException">The options are invalid; all errors are listed.</exception>
    public LlmEventLog Get(string name)
    {
        lock (_lock)
        {
            if (!_logs.TryGetValue(name, out var log))
            {
                log = new LlmEventLog(options.Create(name), services.GetRequiredService<SharedOptions>().Time, logger, instruments);
                _logs.Add(name, log);
            }

            return log;
        }
    }
}
