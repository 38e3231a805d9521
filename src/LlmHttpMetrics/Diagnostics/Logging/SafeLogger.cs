using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace LlmHttpMetrics.Diagnostics.Logging;

/// <summary>
/// The logger that everything is logged through. It makes text from the network and from users safe, and a logger that throws ends neither the
/// work that logs nor the process whose timer runs it.
/// </summary>
internal sealed class SafeLogger : ILogger
{
    public const string Category = "LlmHttpMetrics";

    private const int MaxCharacters = 16 * 1024;

    private readonly ILogger _logger;
    private readonly Action? _failed;

    private SafeLogger(ILogger logger, Action? failed)
    {
        _logger = logger;
        _failed = failed;
    }

    /// <summary>A logger of a factory; one that writes nothing if there is no factory or it throws.</summary>
    /// <param name="loggers">The factory.</param>
    /// <param name="category">The logger's category.</param>
    /// <param name="failed">Counts a logger that throws.</param>
    public static ILogger Create(ILoggerFactory? loggers, string category = Category, Action? failed = null)
    {
        try
        {
#pragma warning disable RS0030 // This is what makes it safe.
            return Around(loggers?.CreateLogger(category), failed);
#pragma warning restore RS0030
        }
        catch (Exception)
        {
            failed?.Invoke();
            return NullLogger.Instance;
        }
    }

    /// <summary>The same for a logger that a user provides.</summary>
    public static ILogger Around(ILogger? logger, Action? failed = null) => logger switch
    {
        null => NullLogger.Instance,
        NullLogger or SafeLogger or MonitoringLogger => logger,
        _ => new SafeLogger(logger, failed),
    };

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel)
    {
        try
        {
            return _logger.IsEnabled(logLevel);
        }
        catch (Exception)
        {
            _failed?.Invoke();
            return false;
        }
    }

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        try
        {
            var line = LogText.Safe(formatter(state, exception), MaxCharacters);
            SafeFields fields = new(state as IReadOnlyList<KeyValuePair<string, object?>> ?? [], line);
            _logger.Log(logLevel, eventId, fields, exception, static (fields, _) => fields.ToString());
        }
        catch (Exception)
        {
            _failed?.Invoke();
        }
    }
}
