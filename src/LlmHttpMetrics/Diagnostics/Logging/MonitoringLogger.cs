using LlmHttpMetrics.Vocabulary;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace LlmHttpMetrics.Diagnostics.Logging;

/// <summary>
/// The logger of a service provider's monitoring. The application's logger is asked for when there is something to log: a provider of loggers may use the
/// client factory, which needs the monitoring. One that throws costs its line, and neither a call nor the start of the application.
/// </summary>
internal sealed class MonitoringLogger(IServiceProvider services, FaultCounter faults) : ILogger
{
    private ILogger? _logger;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => Logger.IsEnabled(logLevel);

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Logger.Log(logLevel, eventId, state, exception, formatter);

    private ILogger Logger
    {
        get
        {
            try
            {
                _logger ??= SafeLogger.Create(services.GetService<ILoggerFactory>(), SafeLogger.Category, OnFailed);
            }
            catch (Exception)
            {
                // A provider of loggers that cannot be constructed; it may be able to later.
                OnFailed();
            }

            return _logger ?? NullLogger.Instance;
        }
    }

    private void OnFailed() => faults.Failed(Stages.Logger);
}
