using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.TestUtilities;

/// <summary>Keeps what is logged, and searches what we log ourselves.</summary>
public sealed class CollectingLogger : ILoggerProvider
{
    private const string Ours = nameof(LlmHttpMetrics);

    private readonly ConcurrentQueue<(LogLevel Level, string Text)> _entries = new();

    public IReadOnlyList<(LogLevel Level, string Text)> Entries => [.. _entries];

    /// <summary>Searches logs of ours alone, whatever their level: others would be made to say more than they say without a listener.</summary>
    public static void SearchOurs(ILoggingBuilder logging) => logging.AddFilter<OurLogs>((category, _) => IsOurs(category)).AddProvider(new OurLogs());

    public ILogger CreateLogger(string categoryName) => new Logger(categoryName, _entries);

    public void Dispose()
    {
    }

    private static bool IsOurs(string? category) => category?.StartsWith(Ours, StringComparison.Ordinal) == true;

    private sealed class OurLogs : ILoggerProvider
    {
        private readonly CollectingLogger _collected = new();

        public ILogger CreateLogger(string categoryName) => _collected.CreateLogger(categoryName);

        public void Dispose() => _collected.Dispose();
    }

    private sealed class Logger(string category, ConcurrentQueue<(LogLevel Level, string Text)> entries) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var text = formatter(state, exception);
            if (IsOurs(category))
            {
                LeakSearch.OfTheRun.Log(category, text, state, exception);
            }

            entries.Enqueue((logLevel, text));
        }
    }
}
