using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace LlmHttpMetrics.Diagnostics.Logging;

/// <summary>
/// The logger of the monitoring of a service provider. The application's logger is resolved when there is something to log, because a logger
/// provider may use the client factory, which needs the monitoring. If a logger throws, its line is lost; neither the call nor the start of the
/// application fails.
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
                // A logger provider that cannot be constructed now, but may be later.
                OnFailed();
            }

            return _logger ?? NullLogger.Instance;
        }
    }

    private void OnFailed() => faults.Failed(Stages.Logger);
}
