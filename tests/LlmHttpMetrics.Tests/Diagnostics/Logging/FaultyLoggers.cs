using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.Tests.Diagnostics.Logging;

/// <summary>Loggers that throw whatever is asked of them.</summary>
internal sealed class FaultyLoggers : ILoggerFactory, ILogger
{
    /// <summary>Already when a logger of ours is made.</summary>
    public bool ThrowWhenMade { get; init; }

    public ILogger CreateLogger(string categoryName) =>
        !categoryName.StartsWith(nameof(LlmHttpMetrics), StringComparison.Ordinal) ? Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance
        : ThrowWhenMade ? throw new InvalidOperationException("No logger can be made.")
        : this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public void Dispose()
    {
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => throw new InvalidOperationException("The logger throws.");

    public bool IsEnabled(LogLevel logLevel) => logLevel < LogLevel.Warning ? throw new InvalidOperationException("The logger throws.") : true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        throw new InvalidOperationException("The logger throws.");
}
