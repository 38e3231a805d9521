using System.Collections.Concurrent;
using LlmHttpMetrics.Recording;
using LlmHttpMetrics.Recording.Logging;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LlmHttpMetrics.Registration;

/// <summary>The event logs of a service provider by the names of their options. Each is made once, though it is two services, which the container disposes of.</summary>
internal sealed class EventLogs(IOptionsMonitor<LlmEventLogOptions> options, LlmInstruments instruments, IServiceProvider services)
{
    private readonly ConcurrentDictionary<string, Lazy<LlmEventLog>> _logs = new(StringComparer.Ordinal);

    /// <exception cref="OptionsValidationException">The options are invalid; all errors are listed.</exception>
    public LlmEventLog Get(string name) => _logs.GetOrAdd(name, key => new Lazy<LlmEventLog>(() => Create(key))).Value;

    private LlmEventLog Create(string name) => new(
        options.Get(name), services.GetService<TimeProvider>(), SafeLogger.Create(services.GetService<ILoggerFactory>()), instruments);
}
