using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.TestUtilities;

/// <summary>A provider of loggers that throw at whatever we log, as one whose disk is full does.</summary>
public sealed class ThrowingLogger : ILoggerProvider, ILogger
{
    private int _thrown;

    /// <summary>How often it has thrown.</summary>
    public int Thrown => Volatile.Read(ref _thrown);

    /// <summary>It throws when it is asked what it takes, and not only when it gets something.</summary>
    public bool ThrowsAtLevels { get; init; }

    public ILogger CreateLogger(string categoryName) =>
        categoryName == nameof(LlmHttpMetrics) ? this : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

    public void Dispose()
    {
    }

    IDisposable? ILogger.BeginScope<TState>(TState state) => null;

    bool ILogger.IsEnabled(LogLevel logLevel) => !ThrowsAtLevels || Throw();

    void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Throw();

    private bool Throw()
    {
        Interlocked.Increment(ref _thrown);
        throw new IOException("The disk is full.");
    }
}
