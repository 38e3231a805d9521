using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.Tests.Events;

/// <summary>Keeps the fields of what is logged.</summary>
internal sealed class FieldLogger : ILoggerProvider
{
    private readonly ConcurrentQueue<(string Category, LogLevel Level, EventId Id, Dictionary<string, object?> Fields)> _entries = new();

    /// <summary>The fields of the one line of this id.</summary>
    public Dictionary<string, object?> Only(string category, int id) => _entries.Single(entry => entry.Category == category && entry.Id.Id == id).Fields;

    /// <summary>Levels and fields of the lines whose event has this name.</summary>
    public (LogLevel Level, Dictionary<string, object?> Fields)[] Named(string name) =>
        [.. _entries.Where(entry => entry.Id.Name == name).Select(entry => (entry.Level, entry.Fields))];

    /// <summary>Levels and ids of a category's lines.</summary>
    public (LogLevel Level, int Id)[] Of(string category) =>
        [.. _entries.Where(entry => entry.Category == category).Select(entry => (entry.Level, entry.Id.Id))];

    /// <summary>The values of all fields of a category's lines.</summary>
    public object?[] Values(string category) => [.. _entries.Where(entry => entry.Category == category).SelectMany(entry => entry.Fields.Values)];

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose()
    {
    }

    private sealed class Logger(FieldLogger all, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            LeakSearch.OfTheRun.Log(category, category.StartsWith("LlmHttpMetrics", StringComparison.Ordinal) ? formatter(state, exception) : "", null, null);
            all._entries.Enqueue(
                (
                    category,
                    logLevel,
                    eventId,
                    state is IEnumerable<KeyValuePair<string, object?>> fields ? fields.ToDictionary(field => field.Key, field => field.Value) : []));
        }
    }
}
